package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyRing;

/** A declared writer with real keys that does not keep to the rules: it seals whatever headers it is given. */
public final class Renegade {
    private final SealingSession session;

    public Renegade(Contract contract, TopicContract topic, DirectoryReading directory, KeyRing ring) {
        session = SessionPlan.of(contract, topic, directory, ring, Instant.now()).orElseThrow().make(Instant.now(),
                SessionLimits.STANDARD, new SecureRandom());
    }

    public byte[] sessionId() {
        return session.id().bytes();
    }

    public byte[] grant() {
        return session.grantBytes();
    }

    public byte[] seal(byte[] key, List<Header> headers, byte[] payload) {
        var value = session.seal(key, (BoundHeaders) BoundHeaders.pick(headers), payload, System.currentTimeMillis());
        if (value == null)
            throw new IllegalStateException("the session is over");
        return value;
    }
}
