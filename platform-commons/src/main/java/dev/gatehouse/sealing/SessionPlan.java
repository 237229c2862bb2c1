package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * For whom a session would be made now, and who would sign it: what contract, directory and key ring say together.
 *
 * @param readers the active version of every effective reader, ascending by id
 * @param pending declared readers without a key that could be wrapped to
 */
record SessionPlan(Realm realm, TopicContract topic, OwnKeyVersion signer, List<PublicKeyVersion> readers,
        List<ServiceName> pending) {

    /** Absent means no: without a signer that is not revoked there is nothing to plan. */
    static Optional<SessionPlan> of(Contract contract, TopicContract topic, DirectoryReading directory, KeyRing ring,
            Instant now) {
        var readers = topic.readers().stream().flatMap(r -> directory.active(r.service(), now).stream())
                .sorted(Comparator.comparing(PublicKeyVersion::id)).toList();
        var effective = readers.stream().map(PublicKeyVersion::service).toList();
        var pending = topic.readers().stream().map(TopicContract.Reader::service).filter(s -> !effective.contains(s)).toList();
        return ring.signer(directory, now).map(signer -> new SessionPlan(contract.realm(), topic, signer, readers, pending));
    }

    /** The same session could serve both. */
    boolean sameAs(SessionPlan other) {
        return realm.equals(other.realm) && topic.topic().equals(other.topic.topic()) && signer.id().equals(other.signer.id())
                && ids(readers).equals(ids(other.readers));
    }

    /** Somebody who can read sessions of the older plan may not any more. */
    boolean removesReaderOf(SessionPlan older) {
        var services = readers.stream().map(PublicKeyVersion::service).toList();
        return older.readers.stream().anyMatch(r -> !services.contains(r.service()));
    }

    /** Makes secret, statement, signature and wraps. The slow part, about a millisecond for ten readers. */
    SealingSession make(Instant now, SessionLimits limits, SecureRandom random) {
        var secret = new byte[32];
        random.nextBytes(secret);
        try {
            var statement = Statement.of(realm.value(), topic.topic().value(), signer.publicHalf().service().value(), signer.id(),
                    now,
                    Derivation.commitment(secret), readers.stream().map(PublicKeyVersion::id).toList());
            var sid32 = Derivation.idOf(statement.bytes());
            var signature = signer.sign(Derivation.signed(statement.bytes()));
            var wraps = readers.stream().map(r -> r.wrap(Derivation.wrapInfo(sid32, r.service(), r), secret)).toList();
            return new SealingSession(this, new Grant(statement, sid32, signature, wraps), Derivation.key(secret, sid32), limits);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static List<KeyId> ids(List<PublicKeyVersion> versions) {
        return versions.stream().map(PublicKeyVersion::id).toList();
    }
}
