package dev.gatehouse.delivery.jdbc;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.Versions;

/**
 * Versions in a table of the inbox. An older version was sealed before the newer one was noted, in a session that was made
 * earlier still: a row is of no use a day after such a session is stale.
 */
public final class JdbcVersions implements Versions {
    private final JdbcClient jdbc;
    private final Supplier<Instant> time;

    /** @param time of the log, as verdicts use it */
    public JdbcVersions(JdbcClient jdbc, Supplier<Instant> time) {
        this.jdbc = jdbc;
        this.time = time;
    }

    @Override
    public boolean isNewer(EventMetadata event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("there is no transaction: ask in a handler, which runs in one");
        if (event.subject() == null || event.version() == null)
            throw new IllegalArgumentException(
                    "an event of type %s has no subject or no version: its producer publishes about(subject, version)"
                            .formatted(event.type()));
        return jdbc.sql("""
                INSERT INTO inbox_version AS known (topic, producer, subject, version, noted) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (topic, producer, subject) DO UPDATE SET version = excluded.version, noted = excluded.noted
                WHERE known.version < excluded.version""").params(event.topic().value(), event.producer().value(),
                event.subject(), event.version(), time.get().atOffset(ZoneOffset.UTC)).update() == 1;
    }
}
