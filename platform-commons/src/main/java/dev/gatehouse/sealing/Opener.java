package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.AEADBadTagException;

import org.jspecify.annotations.Nullable;

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
    private static final long AHEAD_MILLIS = Duration.ofHours(1).toMillis();
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

    private volatile @Nullable Read lastRead;
    private volatile @Nullable Used lastUsed;
    private volatile @Nullable Wall wall;

    private record SessionOf(TopicName topic, SessionId id) {}

    private record Read(ContractReading reading, TopicContract topic) {}

    private record Used(SessionOf which, OpenSession session) {}

    /** What the wall clock said when it was last looked at, and the log's time then. */
    private record Wall(long millis, long readAt) {}

    private record RecordAt(TopicName topic, int partition, long offset) {}

    public Opener(Contracts contracts, Directory directory, KeyRing ring, Grants grants, LogTime time, InstantSource clock) {
        this.contracts = contracts;
        this.directory = directory;
        this.grants = grants;
        this.time = time;
        this.clock = clock;
        this.judge = new GrantJudge(directory, ring, time);
    }

    /** What to make of a record. One of a topic that is not in the contract, or not any more, waits for another. */
    public Verdict open(SealedRecord record) {
        var reading = contracts.latest();
        var topic = topicOf(record.topic(), reading);
        if (topic == null)
            return new Verdict.Pending(Verdict.Wait.CONTRACT);
        if (record.timeIs() != topic.appendTime())
            return new Verdict.Pending(Verdict.Wait.TIMESTAMP_TYPE);
        long recordMillis = record.time().toEpochMilli();
        long before = time.millis();
        if (recordMillis > wallMillis(recordMillis, before) + AHEAD_MILLIS)
            return new Verdict.Pending(Verdict.Wait.CLOCK);
        long now = time.observe(recordMillis, before);

        var value = record.value();
        if (value == null)
            return new Verdict.Refused(RefusalCode.MALFORMED, "the value is null");
        if (value.length == 0 || value[0] != Envelope.MAGIC)
            return new Verdict.Refused(RefusalCode.PLAINTEXT, "the value does not begin like an envelope");
        if (value.length < Envelope.OVERHEAD || value[1] != Envelope.VERSION)
            return new Verdict.Refused(RefusalCode.MALFORMED, "the envelope is of another version or too short");
        var cipher = RecordCipher.borrow();
        try {
            return switch (cipher.bind(record.key(), record.headers())) {
                case HeaderCheck.Malformed(var why) -> new Verdict.Refused(RefusalCode.MALFORMED, why);
                case BoundHeaders headers when !EventIds.isLegal(headers.eventId()) ->
                    new Verdict.Refused(RefusalCode.MALFORMED, "ce_id is missing or not 1 to 128 visible characters");
                case BoundHeaders headers -> openFor(record, value, headers, topic, reading, now, cipher);
            };
        } finally {
            cipher.giveBack();
        }
    }

    private Verdict openFor(SealedRecord record, byte[] value, BoundHeaders headers, TopicContract topic,
            ContractReading reading, long now, RecordCipher cipher) {
        var session = known(record.topic(), value);
        if (session == null || !session.admits(record.time().toEpochMilli(), topic, reading, directory.latest(), now)) {
            var which = new SessionOf(record.topic(), SessionId.at(value, Envelope.SESSION));
            switch (sessionFor(record, which, topic, reading)) {
                case Judgement.Passed(var open) -> session = remember(which, open);
                case Judgement.Failed failed -> {
                    return failed.verdict();
                }
            }
        }
        return decrypt(cipher, value, headers, session);
    }

    /** Mostly the session of the record before. */
    private @Nullable OpenSession known(TopicName topic, byte[] value) {
        var last = lastUsed;
        if (last != null && last.which.id().isAt(value, Envelope.SESSION) && last.which.topic().equals(topic))
            return last.session;
        var which = new SessionOf(topic, SessionId.at(value, Envelope.SESSION));
        var session = sessions.get(which);
        if (session != null)
            lastUsed = new Used(which, session);
        return session;
    }

    /** The wall clock as of less than a second ago, or as of now when the record seems to be ahead of it. */
    private long wallMillis(long recordMillis, long now) {
        var last = wall;
        if (last == null || now - last.readAt >= 1000 || recordMillis > last.millis + AHEAD_MILLIS)
            wall = last = new Wall(clock.millis(), now);
        return last.millis;
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
        lastUsed = new Used(which, session);
        return session;
    }

    private static Verdict decrypt(RecordCipher cipher, byte[] value, BoundHeaders headers, OpenSession session) {
        try {
            var payload = cipher.decrypt(session.key(), value);
            if (!session.isSource(headers.source()))
                return new Verdict.Refused(RefusalCode.WRONG_SOURCE,
                        "sealed by " + session.producer() + ", names another source");
            return new Verdict.Opened(payload, session.producer(), headers, session.created());
        } catch (AEADBadTagException e) {
            return new Verdict.Refused(RefusalCode.TAMPERED, "value, key and headers do not belong together");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed for another reason than the tag", e);
        }
    }

    /** Mostly the topic of the record before, by the same reading. */
    @SuppressWarnings("ReferenceEquality") // an equal one that was read later is looked into again, once
    private @Nullable TopicContract topicOf(TopicName name, ContractReading reading) {
        var last = lastRead;
        if (last == null || last.reading != reading || !last.topic.topic().equals(name)) {
            var topic = reading.contract().topics().stream().filter(t -> t.topic().equals(name)).findFirst().orElse(null);
            if (topic == null)
                return null;
            lastRead = last = new Read(reading, topic);
        }
        return last.topic;
    }
}
