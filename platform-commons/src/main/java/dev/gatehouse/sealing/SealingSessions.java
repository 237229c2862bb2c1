package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.names.TopicName;

/**
 * Seals for every sealed topic that this service writes, and keeps a session ready for each. Somebody calls {@link #tick}
 * about once a second; nothing else here waits for the network.
 *
 * <p>Promised: no counter is used twice under one key, whatever the number of threads; no plaintext leaves; a session ends
 * after 2^32 records, 256 GiB or 24 h; a reader that was removed or revoked is in no session made after that is known.
 * Not promised: that a clone of a running machine does not repeat counters. Do not clone or checkpoint one.
 */
public final class SealingSessions implements Sealer, AutoCloseable {
    private final Contracts contracts;
    private final Directory directory;
    private final KeyRing ring;
    private final InstantSource clock;
    private final Function<TopicName, TopicSessions> begin;
    private final Map<TopicName, TopicSessions> topics = new ConcurrentHashMap<>();
    private final List<TopicSessions> ended = new ArrayList<>();

    /** What is known of a topic's sessions. {@code age} of the active one; absent: there is none, and sealing is refused. */
    public record State(TopicName topic, Optional<Duration> age, boolean nextIsReady) {}

    /** @param alarms called on the thread that calls {@link #tick}, or on the publisher's */
    public SealingSessions(Contracts contracts, Directory directory, KeyRing ring, GrantPublisher publisher, InstantSource clock,
            SessionLimits limits, Consumer<SealingAlarm> alarms) {
        this.contracts = contracts;
        this.directory = directory;
        this.ring = ring;
        this.clock = clock;
        var random = new SecureRandom();
        this.begin = topic -> new TopicSessions(topic, publisher, limits, random, alarms);
        follow(contracts.latest().contract());
    }

    @Override
    public Sealing seal(TopicName topic, byte @Nullable [] key, List<Header> headers, byte[] payload) {
        var sessions = topics.get(topic);
        if (sessions == null)
            return new Sealing.NotWritten();
        var cipher = RecordCipher.borrow();
        try {
            return switch (cipher.bind(key, headers)) {
                case HeaderCheck.Malformed(var why) -> new Sealing.Malformed(why);
                case BoundHeaders bound when !EventIds.isLegal(bound.eventId()) ->
                    new Sealing.Malformed("ce_id is missing or not legal");
                case BoundHeaders bound -> seal(sessions, cipher, bound, payload);
            };
        } finally {
            cipher.giveBack();
        }
    }

    private Sealing seal(TopicSessions sessions, RecordCipher cipher, BoundHeaders headers, byte[] payload) {
        long now = clock.millis();
        for (var session = sessions.current(); session != null; session = sessions.swap(session)) {
            if (!session.isSource(headers.source()))
                return new Sealing.Malformed("ce_source is not this producer");
            var value = session.seal(cipher, payload, now);
            if (value != null)
                return new Sealing.Sealed(value);
        }
        return new Sealing.NoSession();
    }

    /**
     * Prepares, announces, swaps and retires sessions as contract, directory and limits demand. A topic that came to the
     * contract gets sessions, one that left it loses them at once.
     */
    public synchronized void tick() {
        var contract = contracts.latest();
        var reading = directory.latest();
        Instant now = clock.instant();
        follow(contract.contract()).forEach(topic -> topics.computeIfAbsent(topic.topic(), begin).tick(contract,
                Optional.of(topic), reading, ring, now));
    }

    /** @return what is written sealed, in the order of the contract */
    private List<TopicContract> follow(Contract contract) {
        ended.forEach(TopicSessions::close);
        ended.clear();
        var written = contract.written().stream().filter(topic -> topic.protection() == Protection.SEALED).toList();
        topics.forEach((name, sessions) -> {
            if (written.stream().anyMatch(topic -> topic.topic().equals(name)))
                return;
            topics.remove(name);
            sessions.dropAll(); // wiped a tick later, as every session
            ended.add(sessions);
        });
        written.forEach(topic -> topics.computeIfAbsent(topic.topic(), begin));
        return written;
    }

    public List<State> states() {
        Instant now = clock.instant();
        return topics.entrySet().stream().sorted(Map.Entry.comparingByKey()).map(e -> {
            var session = e.getValue().current();
            return new State(e.getKey(), Optional.ofNullable(session).map(s -> Duration.between(s.created(), now)),
                    e.getValue().hasReady());
        }).toList();
    }

    @Override
    public synchronized void close() {
        ended.forEach(TopicSessions::close);
        topics.values().forEach(TopicSessions::close);
    }
}
