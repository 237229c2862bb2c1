package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.names.ServiceName;

/** A session made by somebody who keeps no rule but those that a test leaves in place. */
final class Forgery {
    String realm = Platform.REALM.value();
    String topic = Platform.READINGS.value();
    String producer = Platform.INGEST.value();
    OwnKeyVersion signer = Platform.key(Platform.INGEST, 1);
    OwnKeyVersion signs = signer;
    Instant created = Platform.START;
    List<OwnKeyVersion> readers = List.of(Platform.key(Platform.SCHEDULER, 1));
    final byte[] secret = new byte[32];
    byte[] wrapped = secret;

    Forgery() {
        new SecureRandom().nextBytes(secret);
    }

    /** Quicker to make, for who only seals. */
    Grant withoutWraps() {
        var statement = Statement.of(realm, topic, producer, signer.id(), created, Derivation.commitment(secret),
                List.of(signer.id()));
        return new Grant(statement, Derivation.idOf(statement.bytes()), new byte[Grant.SIGNATURE], List.of());
    }

    Grant grant() {
        var sorted = readers.stream().map(OwnKeyVersion::publicHalf).sorted((a, b) -> a.id().compareTo(b.id())).toList();
        var statement = Statement.of(realm, topic, producer, signer.id(), created, Derivation.commitment(secret),
                sorted.stream().map(r -> r.id()).toList());
        var sid32 = Derivation.idOf(statement.bytes());
        return new Grant(statement, sid32, signs.sign(Derivation.signed(statement.bytes())),
                sorted.stream().map(r -> r.wrap(Derivation.wrapInfo(sid32, r.service(), r), wrapped)).toList());
    }

    /** Files the grant at an append time of the platform's log. */
    Grant fileOn(Platform platform, Instant appended) {
        var grant = grant();
        platform.log.file(Platform.READINGS, grant.id().bytes(), grant.bytes(), appended);
        return grant;
    }

    /** A record of the session, as it would arrive on the readings topic now. */
    SealedRecord record(Platform platform, Grant grant, ServiceName source) {
        return record(platform, grant, Derivation.key(secret, grant.sid32()), source);
    }

    SealedRecord record(Platform platform, Grant grant, SessionKey key, ServiceName source) {
        return record(platform, grant, key, Platform.headers("forged-1", source));
    }

    SealedRecord recordWithoutSource(Platform platform, Grant grant) {
        return record(platform, grant, Derivation.key(secret, grant.sid32()), List.of(Platform.header("ce_id", "forged-1")));
    }

    private SealedRecord record(Platform platform, Grant grant, SessionKey key, List<Header> headers) {
        var session = new SealingSession(plan(platform), grant, key, SessionLimits.STANDARD);
        var cipher = RecordCipher.borrow();
        cipher.bind(null, headers);
        var value = session.seal(cipher, new byte[]{1, 2, 3}, created.toEpochMilli());
        return platform.arrived(Platform.READINGS, null, headers, value);
    }

    private SessionPlan plan(Platform platform) {
        return new SessionPlan(Platform.REALM, platform.topic(Platform.READINGS), signer, List.of(), List.of());
    }
}
