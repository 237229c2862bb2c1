package dev.gatehouse.sealing;

import java.time.Instant;

/** A grant as it lies on the grants topic, not yet judged: whoever may write there can put anything. The array is lent. */
public record GrantRecord(byte[] value, Instant appendTime) {
    @Override
    public String toString() {
        return "grant of %d bytes, appended %s".formatted(value.length, appendTime);
    }
}
