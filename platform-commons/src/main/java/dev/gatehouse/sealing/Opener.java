package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.AEADBadTagException;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.names.TopicName;

/**
 * Opens records as one declared reader, or says why not. Thread-safe; never waits for anything.
 *
 * <p>An opened record was sealed by a declared writer of its topic, for this reader, with exactly these bound headers and this
 * key. Not promised: that it is new (the inbox knows), complete or in order (the broker may drop and swap).
 */
public final class Opener {
    private static final int MOST_SESSIONS = 4096;
    private static final Duration AHEAD = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration MIRRORED_GRACE = Duration.ofMinutes(15);

    private final Contracts contracts;
    private final Directory directory;
    private final Grants grants;
    private final LogTime time;
    private final InstantSource clock;
    private final GrantJudge judge;
    private final Map<SessionOf, OpenSession> sessions = new ConcurrentHashMap<>();
    private final FirstSeen<SessionOf, Instant> sessionsSeen = new FirstSeen<>();
    private final FirstSeen<RecordAt, Long> endsRequested = new FirstSeen<>();

    private record SessionOf(TopicName topic, SessionId id) {}

    private record RecordAt(TopicName topic, int partition, long offset) {}

    public Opener(Contracts contracts, Directory directory, KeyRing ring, Grants grants, LogTime time, InstantSource clock) {
        this.contracts = contracts;
        this.directory = directory;
        this.grants = grants;
        this.time = time;
        this.clock = clock;
        this.judge = new GrantJudge(directory, ring, time);
    }

    /** @throws IllegalArgumentException when the topic is not in the contract: nobody may ask for it */
    public Verdict open(SealedRecord record) {
        var reading = contracts.latest();
        var topic = topicOf(record.topic(), reading.contract().topics());
        if (record.timeIs() != topic.appendTime())
            return new Verdict.Pending(Verdict.Wait.TIMESTAMP_TYPE);
        if (record.time().isAfter(clock.instant().plus(AHEAD)))
            return new Verdict.Pending(Verdict.Wait.CLOCK);
        time.observe(record.time());

        var value = record.value();
        if (value == null)
            return new Verdict.Refused(RefusalCode.MALFORMED, "the value is null");
        if (value.length == 0 || value[0] != Envelope.MAGIC)
            return new Verdict.Refused(RefusalCode.PLAINTEXT, "the value does not begin like an envelope");
        if (value.length < Envelope.OVERHEAD || value[1] != Envelope.VERSION)
            return new Verdict.Refused(RefusalCode.MALFORMED, "the envelope is of another version or too short");
        return switch (BoundHeaders.pick(record.headers())) {
            case HeaderCheck.Malformed(var why) -> new Verdict.Refused(RefusalCode.MALFORMED, why);
            case BoundHeaders headers when !EventIds.isLegal(headers.value("ce_id")) ->
                new Verdict.Refused(RefusalCode.MALFORMED, "ce_id is missing or not 1 to 128 visible characters");
            case BoundHeaders headers -> openFor(record, value, headers, topic, reading);
        };
    }

    private Verdict openFor(SealedRecord record, byte[] value, BoundHeaders headers, TopicContract topic,
            ContractReading reading) {
        var which = new SessionOf(record.topic(), SessionId.at(value, Envelope.SESSION));
        var session = sessions.get(which);
        if (session == null || !session.admits(record.time(), topic, reading, directory.latest(), time)) {
            switch (sessionFor(record, which, topic, reading)) {
                case Judgement.Passed(var open) -> session = remember(which, open);
                case Judgement.Failed failed -> {
                    return failed.verdict();
                }
            }
        }
        return decrypt(record, value, headers, session);
    }

    /** Steps 2 to 10. */
    private Judgement sessionFor(SealedRecord record, SessionOf which, TopicContract topic, ContractReading reading) {
        var at = new RecordAt(record.topic(), record.partition(), record.offset());
        var seen = sessionsSeen.of(which, clock::instant);
        var filed = grants.find(record.topic(), which.id());
        if (!filed.isEmpty()) {
            endsRequested.forget(at);
            return judge.first(filed, which.id(), record.time(), topic, reading, seen);
        }
        long request = endsRequested.of(at, () -> grants.requestEnd(record.topic()));
        var grace = topic.appendTime() == AppendTime.CREATE_TIME ? MIRRORED_GRACE : GRACE;
        if (!grants.readTo(record.topic(), request) || time.now().isBefore(record.time().plus(grace)))
            return new Judgement.Failed(2, new Verdict.Pending(Verdict.Wait.GRANT));
        // The log may have been read between the two questions.
        var late = grants.find(record.topic(), which.id());
        if (!late.isEmpty())
            return judge.first(late, which.id(), record.time(), topic, reading, seen);
        return new Judgement.Failed(2,
                new Verdict.Refused(RefusalCode.UNKNOWN_SESSION, "session " + which.id() + " has no grant"));
    }

    private OpenSession remember(SessionOf which, OpenSession session) {
        if (sessions.size() >= MOST_SESSIONS)
            sessions.entrySet().stream().min((a, b) -> a.getValue().created().compareTo(b.getValue().created()))
                    .ifPresent(oldest -> sessions.remove(oldest.getKey()));
        sessions.put(which, session);
        return session;
    }

    private static Verdict decrypt(SealedRecord record, byte[] value, BoundHeaders headers, OpenSession session) {
        var cipher = RecordCipher.borrow();
        try {
            var payload = cipher.decrypt(session.key(), value, record.key(), headers);
            if (!session.isSource(headers.value("ce_source")))
                return new Verdict.Refused(RefusalCode.WRONG_SOURCE,
                        "sealed by " + session.producer() + ", names another source");
            return new Verdict.Opened(payload, session.producer(), headers, session.created());
        } catch (AEADBadTagException e) {
            return new Verdict.Refused(RefusalCode.TAMPERED, "value, key and headers do not belong together");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed for another reason than the tag", e);
        } finally {
            cipher.giveBack();
        }
    }

    private static TopicContract topicOf(TopicName name, Iterable<TopicContract> topics) {
        for (var topic : topics)
            if (topic.topic().equals(name))
                return topic;
        throw new IllegalArgumentException("topic '%s' is not in this service's contract".formatted(name));
    }
}
