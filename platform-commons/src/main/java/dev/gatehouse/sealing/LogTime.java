package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The service's one idea of time for verdicts: the largest append time seen, plus the monotonic time since. Never goes back
 * and does not look at the wall clock, which somebody could set. Thread-safe.
 */
public final class LogTime {
    private final LongSupplier nanos;
    private volatile Seen latest;

    /** Starts at the epoch. {@code nanos} is monotonic, as {@link System#nanoTime}. */
    public LogTime(LongSupplier nanos) {
        this.nanos = nanos;
        this.latest = new Seen(0, nanos.getAsLong());
    }

    /** Takes note of an append time; an older one than now changes nothing. */
    public void observe(Instant appendTime) {
        observe(appendTime.toEpochMilli(), millis());
    }

    /** @param now what {@link #millis} said a moment ago @return what it would say now */
    long observe(long appendMillis, long now) {
        return appendMillis > now ? advanceTo(appendMillis) : now;
    }

    private synchronized long advanceTo(long millis) {
        long now = millis();
        if (millis <= now)
            return now;
        latest = new Seen(millis, nanos.getAsLong());
        return millis;
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    long millis() {
        return latest.at(nanos.getAsLong());
    }

    private record Seen(long millis, long nanos) {
        long at(long now) {
            return millis + (now - nanos) / 1_000_000;
        }
    }
}
