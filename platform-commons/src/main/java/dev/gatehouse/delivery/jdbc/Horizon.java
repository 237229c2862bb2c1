package dev.gatehouse.delivery.jdbc;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** For how long the oldest open transaction has been seen: while it is open, no event that was committed later leaves. */
final class Horizon {
    private OutboxTable.@Nullable Transactions seen;
    private Instant since = Instant.MIN;

    /** The database shows whose transactions are open to its superuser alone, but to everybody which is the oldest. */
    synchronized void see(OutboxTable.Transactions now, Instant when) {
        if (seen == null || now.oldest() != seen.oldest() || seen.oldest() == seen.next())
            since = when;
        seen = now;
    }

    synchronized Duration age(Instant now) {
        return seen == null || seen.oldest() == seen.next() ? Duration.ZERO : Duration.between(since, now);
    }
}
