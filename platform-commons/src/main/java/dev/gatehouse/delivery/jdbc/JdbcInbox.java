package dev.gatehouse.delivery.jdbc;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.delivery.InboxUnavailableException;
import dev.gatehouse.names.TopicName;

/** The inbox in PostgreSQL, in the tables of {@code db/gatehouse}. The caller's transaction manager is that of its handlers. */
public final class JdbcInbox implements Inbox {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    private record Key(String producer, String id) {}

    public JdbcInbox(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setName("inbox");
    }

    @Override
    public Optional<Bookmark> bookmark(String log, int partition) {
        return own(() -> jdbc.sql("SELECT topic_id, next_offset FROM inbox_position WHERE topic = ? AND partition = ?")
                .params(log, partition).query((row, n) -> new Bookmark(row.getString(1), row.getLong(2))).optional());
    }

    /** The largest append time that was seen when anything was stored last; the epoch when nothing was yet. */
    public Instant time() {
        return own(() -> jdbc.sql("SELECT max(log_time) FROM inbox_position").query(OffsetDateTime.class).optional())
                .map(OffsetDateTime::toInstant).orElse(Instant.EPOCH);
    }

    @Override
    public Outcome advance(Step step, List<Arrival> arrivals, IntConsumer effect) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> within(status, step, arrivals, effect)),
                    "the transaction has an outcome");
        } catch (TransactionSystemException e) {
            throw cause(e);
        }
    }

    /** Where the connection was lost, nothing could be rolled back either: what counts is why it should have been. */
    private static RuntimeException cause(TransactionSystemException failure) {
        return switch (failure.getApplicationException()) {
            case RuntimeException first -> first;
            case Error first -> throw first;
            case null, default -> failure;
        };
    }

    private Outcome within(TransactionStatus status, Step step, List<Arrival> arrivals, IntConsumer effect) {
        // First, since it keeps every other instance away from the partition until the end of the transaction.
        if (!own(() -> isHeld(step))) {
            status.setRollbackOnly();
            return new Outcome.Moved();
        }
        var fresh = own(() -> remembered(step.topic(), arrivals));
        fresh.stream().forEach(effect);
        move(step);
        return new Outcome.Committed(fresh);
    }

    private boolean isHeld(Step step) {
        var known = step.known();
        if (known == null)
            return jdbc.sql("INSERT INTO inbox_position VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(step.log(), step.partition(), step.next().topicId(), step.next().next(), at(step.time()))
                    .update() == 1;
        return jdbc.sql("""
                SELECT 1 FROM inbox_position
                WHERE topic = ? AND partition = ? AND topic_id = ? AND next_offset = ? FOR UPDATE""")
                .params(step.log(), step.partition(), known.topicId(), known.next()).query(Integer.class).optional().isPresent();
    }

    /**
     * Last, since PostgreSQL refuses it after a statement that failed, even if a handler made nothing of that. Its COMMIT would
     * roll back and say so to nobody: the driver does not.
     */
    private void move(Step step) {
        try {
            jdbc.sql("""
                    UPDATE inbox_position SET topic_id = ?, next_offset = ?, log_time = greatest(log_time, ?)
                    WHERE topic = ? AND partition = ?""").params(step.next().topicId(), step.next().next(), at(step.time()),
                    step.log(), step.partition()).update();
        } catch (DataAccessException e) {
            throw DatabaseFaults.isAborted(e)
                    ? new IllegalStateException("a statement failed and its handler went on", e)
                    : new InboxUnavailableException(e);
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** In one statement. Of two arrivals that are the same event, the first is the new one. */
    private BitSet remembered(TopicName topic, List<Arrival> arrivals) {
        var fresh = new BitSet(arrivals.size());
        if (arrivals.isEmpty())
            return fresh;
        Set<Key> inserted = new HashSet<>(jdbc.sql("""
                INSERT INTO inbox (topic, producer, event_id, session_created)
                SELECT ?, producer, event_id, created::timestamptz
                FROM unnest(?::text[], ?::text[], ?::text[]) AS arrival (producer, event_id, created)
                ON CONFLICT DO NOTHING RETURNING producer, event_id""")
                .params(topic.value(), column(arrivals, a -> a.producer().value()), column(arrivals, a -> a.id().value()),
                        column(arrivals, a -> a.sessionCreated().toString()))
                .query((row, n) -> new Key(row.getString(1), row.getString(2))).list());
        for (int i = 0; i < arrivals.size(); i++)
            if (inserted.remove(new Key(arrivals.get(i).producer().value(), arrivals.get(i).id().value())))
                fresh.set(i);
        return fresh;
    }

    private static String[] column(List<Arrival> arrivals, Function<Arrival, String> value) {
        return arrivals.stream().map(value).toArray(String[]::new);
    }

    /**
     * Forgets events whose sessions were made before an instant, and the versions noted before it.
     *
     * @return whether there may be more: at most {@code most} rows of each kind go at a time
     */
    public boolean forget(TopicName topic, Instant before, int most) {
        return own(() -> {
            boolean events = gone("inbox", "session_created", topic, before, most);
            boolean versions = gone("inbox_version", "noted", topic, before, most);
            return events || versions;
        });
    }

    private boolean gone(String table, String column, TopicName topic, Instant before, int most) {
        return jdbc.sql("DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE topic = ? AND %2$s < ? LIMIT ?))"
                .formatted(table, column)).params(topic.value(), at(before), most).update() == most;
    }

    @Override
    public boolean isTransient(Throwable failure) {
        return DatabaseFaults.isTransient(failure);
    }

    private static <T> T own(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw new InboxUnavailableException(e);
        }
    }
}
