package dev.gatehouse.catalog;

/**
 * How many brokers hold a record, and how many of them must have it before it is acknowledged.
 *
 * @param factor at least 1
 * @param minInSync from 1 to {@code factor}
 */
public record Replication(short factor, int minInSync) {
    /** Three brokers, of which one may be gone. */
    public static final Replication THREE_BROKERS = new Replication((short) 3, 2);
    /** A single broker, on a machine of one's own. */
    public static final Replication ONE_BROKER = new Replication((short) 1, 1);

    public Replication {
        if (factor < 1 || minInSync < 1 || minInSync > factor)
            throw new IllegalArgumentException(
                    "replication factor %d with %d in sync is impossible: 1 <= in sync <= factor".formatted(factor, minInSync));
    }
}
