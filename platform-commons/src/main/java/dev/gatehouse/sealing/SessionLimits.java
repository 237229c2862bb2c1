package dev.gatehouse.sealing;

import java.time.Duration;

/**
 * When a session ends, whichever comes first; at three quarters of any of them the next one is prepared.
 * A bound on records keeps the counter from repeating, the others follow NIST SP 800-38D with a wide margin.
 *
 * @param records at most 2^32
 * @param bytes of payload, at most 256 GiB
 */
public record SessionLimits(long records, long bytes, Duration age) {
    public static final SessionLimits STANDARD = new SessionLimits(1L << 32, 256L << 30, Duration.ofHours(24));

    public SessionLimits {
        if (records < 1 || records > 1L << 32 || bytes < 1 || bytes > 256L << 30 || age.isNegative()
                || age.compareTo(Duration.ofHours(24)) > 0)
            throw new IllegalArgumentException("a session lasts for 1 to 2^32 records, 256 GiB and 24 hours at most");
    }
}
