package dev.gatehouse.sealing;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.KeyRing.Held;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;

/** Decides about the grants of a session: steps 3 to 10 of a reader, in this order and no other. */
final class GrantJudge {
    private static final Duration CREATED_AHEAD = Duration.ofHours(1);
    private static final Duration JOINING = Duration.ofHours(1);
    /** A reading begun so long after a session was first seen cannot lack what its producer relied on. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final Directory directory;
    private final KeyRing ring;
    private final LogTime time;

    GrantJudge(Directory directory, KeyRing ring, LogTime time) {
        this.directory = directory;
        this.ring = ring;
        this.time = time;
    }

    /**
     * The first grant that passes wins; else, if any waits, the record waits; else the one that got furthest decides.
     *
     * @param filed in offset order, at least one
     * @param reading the one that {@code topic} is from: its age must be the age of what is judged by
     * @param seen when this process first saw the session id
     */
    Judgement first(List<GrantRecord> filed, SessionId id, Instant recordTime, TopicContract topic, ContractReading reading,
            Instant seen) {
        Judgement.@Nullable Failed furthest = null;
        for (var record : filed) {
            switch (judge(record, filed, id, recordTime, topic, reading, seen)) {
                case Judgement.Passed passed -> {
                    return passed;
                }
                case Judgement.Failed failed -> {
                    if (furthest == null || (!furthest.waits() && (failed.waits() || failed.step() > furthest.step())))
                        furthest = failed;
                }
            }
        }
        if (furthest == null)
            throw new IllegalArgumentException("no grant to judge");
        return furthest;
    }

    private Judgement judge(GrantRecord record, List<GrantRecord> filed, SessionId id, Instant recordTime, TopicContract topic,
            ContractReading reading, Instant seen) {
        // 3
        Grant grant;
        try {
            grant = Grant.read(record.value());
        } catch (NotAGrantException e) {
            return refused(3, RefusalCode.BAD_GRANT, "what is filed as a grant is none: " + e.getMessage());
        }
        var s = grant.statement();
        var appended = earliest(filed, grant);
        if (!grant.id().equals(id))
            return refused(3, RefusalCode.BAD_GRANT, "the grant is filed under an id that is not its own");
        if (!s.realm().equals(reading.contract().realm().value()) || !s.topic().equals(topic.topic().value()))
            return refused(3, RefusalCode.BAD_GRANT, "the grant is for another realm or topic");
        if (s.created().isAfter(appended.plus(CREATED_AHEAD)))
            return refused(3, RefusalCode.BAD_GRANT, "the grant claims to be created after it was appended");
        // 4
        if (!s.created().plus(topic.grantsRetention()).isAfter(time.now()))
            return refused(4, RefusalCode.STALE, "the session was created " + s.created());
        // 5
        var writer = topic.writers().stream().filter(w -> w.service().value().equals(s.producer())).findFirst().orElse(null);
        if (writer == null || !wrote(writer, appended, recordTime))
            return settled(reading.begun(), seen)
                    ? refused(5, RefusalCode.BAD_GRANT,
                            "'" + s.producer() + "' is not a writer of the topic, or was none any more")
                    : waits(5, Verdict.Wait.CONTRACT);
        // 6
        var directoryReading = directory.latest();
        var signer = directoryReading.find(s.signer()).filter(v -> v.service().equals(writer.service())).orElse(null);
        var revoked = directoryReading.revokedAt(s.signer()).orElse(null);
        if (revoked != null && !(appended.isBefore(revoked) && recordTime.isBefore(revoked)))
            return refused(6, RefusalCode.BAD_SIGNER, "the signing key " + s.signer() + " was revoked at " + revoked);
        if (signer == null)
            return settled(directoryReading.begun(), seen)
                    ? refused(6, RefusalCode.BAD_SIGNER, "the signing key " + s.signer() + " is not one of " + s.producer())
                    : waits(6, Verdict.Wait.DIRECTORY);
        // 7
        if (!signer.verifies(Derivation.signed(s.bytes()), grant.signature()))
            return refused(7, RefusalCode.BAD_GRANT, "the signature does not hold");
        return openFor(grant, appended, reading.contract().service().value(), topic);
    }

    /** Steps 8 to 10. */
    private Judgement openFor(Grant grant, Instant appended, String me, TopicContract topic) {
        Judgement.@Nullable Failed mine = null;
        var readers = grant.statement().readers();
        for (int i = 0; i < readers.size(); i++) {
            switch (ring.find(readers.get(i))) {
                case Held.Loaded(var version) -> {
                    return unwrap(grant, grant.wraps().get(i), version, appended);
                }
                case Held.NotLoaded() -> mine = waits(9, Verdict.Wait.OWN_KEY);
                case Held.Destroyed() -> {
                    if (mine == null)
                        mine = refused(9, RefusalCode.KEY_DESTROYED, "key version " + readers.get(i) + " has been destroyed");
                }
                case Held.NotMine() -> {
                }
            }
        }
        if (mine != null)
            return mine;
        var joined = joined(me, topic);
        if (grant.statement().created().isBefore(joined.plus(JOINING)))
            return new Judgement.Failed(8, new Verdict.Skipped());
        return refused(8, RefusalCode.NOT_A_READER, "the session was made without this reader");
    }

    private Judgement unwrap(Grant grant, byte[] wrap, OwnKeyVersion version, Instant appended) {
        PublicKeyVersion own = version.publicHalf();
        var secret = version.unwrap(Derivation.wrapInfo(grant.sid32(), own.service(), own), wrap).orElse(null);
        if (secret == null || secret.length != 32)
            return refused(10, RefusalCode.BAD_WRAP, "the wrap does not open under key version " + own.id());
        try {
            if (!MessageDigest.isEqual(Derivation.commitment(secret), grant.statement().commitment()))
                return refused(10, RefusalCode.BAD_WRAP, "the wrap holds another secret than the one committed to");
            return new Judgement.Passed(new OpenSession(grant.statement(), appended, Derivation.key(secret, grant.sid32())));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private Instant joined(String me, TopicContract topic) {
        var first = ring.firstActiveFrom();
        var since = topic.readers().stream().filter(r -> r.service().value().equals(me)).findFirst().map(Reader::since)
                .orElse(null);
        return since == null || since.isBefore(first) ? first : since;
    }

    private static boolean wrote(Writer writer, Instant appended, Instant recordTime) {
        var until = writer.until();
        return until == null || (appended.isBefore(until) && recordTime.isBefore(until));
    }

    /**
     * Among grants with the same statement the earliest append time counts; a copy under another signature is not the same
     * grant, since anybody who may write the topic could have planted it there before a key was revoked.
     */
    private static Instant earliest(List<GrantRecord> filed, Grant grant) {
        var signed = Arrays.copyOf(grant.statement().bytes(), grant.statement().bytes().length + Grant.SIGNATURE);
        System.arraycopy(grant.signature(), 0, signed, grant.statement().bytes().length, Grant.SIGNATURE);
        return filed.stream().filter(r -> startsWith(r.value(), signed)).map(GrantRecord::appendTime).min(Instant::compareTo)
                .orElseThrow();
    }

    private static boolean startsWith(byte[] value, byte[] prefix) {
        return value.length >= prefix.length && Arrays.equals(value, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static boolean settled(Instant begun, Instant seen) {
        return !begun.isBefore(seen.plus(SETTLED));
    }

    private static Judgement.Failed refused(int step, RefusalCode code, String detail) {
        return new Judgement.Failed(step, new Verdict.Refused(code, detail));
    }

    private static Judgement.Failed waits(int step, Verdict.Wait reason) {
        return new Judgement.Failed(step, new Verdict.Pending(reason));
    }
}
