package dev.gatehouse.sealing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * One secret of one producer instance for one topic and its readers. Each record takes the next counter; a counter is never
 * used twice, and one that was taken for a seal that failed is burnt. Neither secret nor counter is ever written down.
 */
final class SealingSession {
    /** Readers refuse a session that is created more than an hour after its append; a clock set back that far ends it. */
    private static final long CLOCK_BACK = 3_600_000;

    private final SessionPlan plan;
    private final Grant grant;
    private final SessionId id;
    private final SessionKey key;
    private final SessionLimits limits;
    private final long createdMillis;
    private final long endMillis;
    private final byte[] source;
    private final AtomicLong counter = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean over;

    SealingSession(SessionPlan plan, Grant grant, SessionKey key, SessionLimits limits) {
        this.plan = plan;
        this.grant = grant;
        this.id = grant.id();
        this.key = key;
        this.limits = limits;
        this.createdMillis = grant.statement().created().toEpochMilli();
        this.endMillis = createdMillis + limits.age().toMillis();
        this.source = OpenSession.sourceOf(grant.statement().realm(), grant.statement().producer());
    }

    SessionPlan plan() {
        return plan;
    }

    SessionId id() {
        return id;
    }

    byte[] grantBytes() {
        return grant.bytes();
    }

    Instant created() {
        return grant.statement().created();
    }

    boolean isSource(byte @Nullable [] value) {
        return value != null && Arrays.equals(source, value);
    }

    /** @param cipher has bound key and headers @return the sealed value, or null when the session is at a limit or over: then another one is needed */
    byte @Nullable [] seal(RecordCipher cipher, byte[] payload, long nowMillis) {
        if (over || nowMillis >= endMillis || nowMillis < createdMillis - CLOCK_BACK
                || bytes.addAndGet(payload.length) > limits.bytes())
            return null;
        long n = counter.getAndIncrement();
        // A thread that loses the race at the limit is refused here; 2^63 of them would be needed to wrap the counter around.
        if (n >= limits.records())
            return null;
        var value = new byte[payload.length + Envelope.OVERHEAD];
        value[0] = Envelope.MAGIC;
        value[1] = Envelope.VERSION;
        id.writeTo(value, Envelope.SESSION);
        Envelope.writeInt(value, Envelope.COUNTER, (int) n);
        try {
            cipher.encrypt(key, value, payload);
        } catch (GeneralSecurityException | IllegalStateException e) {
            if (key.isDestroyed())
                return null;
            throw new IllegalStateException("AES-GCM could not seal", e);
        }
        return key.usable() ? value : null;
    }

    /** Whether it is time to have the next session ready. */
    boolean ages(Instant now) {
        return used(now) >= 0.75;
    }

    boolean usable(Instant now) {
        return !over && used(now) < 1;
    }

    /** No seal begins any more; those in flight finish. */
    void end() {
        over = true;
    }

    /** Wipes the key; a seal that is still in flight throws its result away. */
    void wipe() {
        end();
        key.destroy();
    }

    private double used(Instant now) {
        double age = (double) (now.toEpochMilli() - createdMillis) / limits.age().toMillis();
        return Math.max(age, Math.max((double) counter.get() / limits.records(), (double) bytes.get() / limits.bytes()));
    }
}
