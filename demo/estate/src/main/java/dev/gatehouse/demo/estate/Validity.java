package dev.gatehouse.demo.estate;

import java.time.Duration;
import java.time.Instant;

/** From when until when a certificate is good; whole seconds, as X.509 knows no finer ones (RFC 5280 §4.1.2.5). */
public record Validity(Instant from, Instant until) {
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    public Validity {
        if (!from.isBefore(until))
            throw new IllegalArgumentException("a certificate cannot end (%s) before it begins (%s)".formatted(until, from));
    }

    /** Good from just before {@code now}, so that a clock slightly behind ours accepts it too. */
    public static Validity of(Duration lifetime, Instant now) {
        return new Validity(now.minus(CLOCK_SKEW), now.plus(lifetime));
    }

    /** Was good for a day, and ended an hour before {@code now}. */
    public static Validity expired(Instant now) {
        return new Validity(now.minus(Duration.ofHours(25)), now.minus(Duration.ofHours(1)));
    }
}
