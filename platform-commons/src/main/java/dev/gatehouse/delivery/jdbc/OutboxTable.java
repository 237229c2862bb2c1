package dev.gatehouse.delivery.jdbc;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;

/** The events that are not on the broker yet, as the relay sees them. */
final class OutboxTable {
    private static final int MOST_COUNTED = 10_000;
    /**
     * In the order of ids, up to the first row whose transaction is not below the horizon. To leave such a row out and go on
     * behind it would be wrong: a later version of the same aggregate may lie there, from a transaction that began earlier and
     * waited for the lock. What is on its way is left out by its ids, never by an order of ids: a row that is committed late may
     * lie before it. A visible row that is beyond the end of all transactions came from another cluster, by a dump.
     */
    private static final String NEXT = """
            SELECT id, topic, subject, session, headers, value FROM (
                SELECT o.id, o.topic, o.subject, o.session, o.headers, o.value,
                    bool_and(o.transaction < (SELECT pg_snapshot_xmin(pg_current_snapshot()))
                        OR o.transaction >= (SELECT pg_snapshot_xmax(pg_current_snapshot()))) OVER so_far AS settled,
                    sum(octet_length(o.value)) OVER so_far - octet_length(o.value) AS bytes_before
                FROM outbox o JOIN sealing_session s ON s.id = o.session
                WHERE s.realm = ? AND o.id <> ALL (?)
                WINDOW so_far AS (ORDER BY o.id ROWS UNBOUNDED PRECEDING)
                ORDER BY o.id LIMIT ?) AS batch
            WHERE settled AND bytes_before < ? ORDER BY id""";
    private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?)";
    /** Exact while it is small; more than that is told by the ids, of which some may never have been committed. */
    private static final String BACKLOG = """
            SELECT CASE WHEN counted < %1$d THEN counted
                ELSE (SELECT max(id) - min(id) + 1 FROM outbox) END
            FROM (SELECT count(*) AS counted FROM (SELECT 1 FROM outbox LIMIT %1$d) AS few) AS counting"""
            .formatted(MOST_COUNTED);
    private static final String HORIZON = """
            SELECT pg_snapshot_xmin(now)::text::numeric, pg_snapshot_xmax(now)::text::numeric
            FROM (SELECT pg_current_snapshot() AS now) AS snapshot""";

    private final Connection connection;

    OutboxTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param onTheirWay ids that were read before and are not deleted
     * @param bytes after which no further row is added; one row alone may be larger
     */
    List<StoredEvent> next(Realm realm, List<Long> onTheirWay, int rows, long bytes) throws SQLException {
        try (var query = connection.prepareStatement(NEXT)) {
            query.setString(1, realm.value());
            query.setArray(2, ids(onTheirWay));
            query.setInt(3, rows);
            query.setLong(4, bytes);
            var events = new ArrayList<StoredEvent>();
            try (var result = query.executeQuery()) {
                while (result.next())
                    events.add(new StoredEvent(result.getLong(1), new TopicName(result.getString(2)), result.getString(3),
                            SessionId.of(result.getBytes(4)), StoredHeaders.read(result.getBytes(5)), result.getBytes(6)));
            }
            return events;
        }
    }

    void delete(List<Long> ids) throws SQLException {
        try (var delete = connection.prepareStatement(DELETE)) {
            delete.setArray(1, ids(ids));
            delete.executeUpdate();
        }
    }

    private Array ids(List<Long> ids) throws SQLException {
        return connection.createArrayOf("bigint", ids.toArray());
    }

    long backlog() throws SQLException {
        try (var query = connection.createStatement(); var result = query.executeQuery(BACKLOG)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Transactions from {@code oldest} on may be running; those from {@code next} on have not begun. */
    record Transactions(long oldest, long next) {}

    Transactions transactions() throws SQLException {
        try (var query = connection.createStatement(); var result = query.executeQuery(HORIZON)) {
            result.next();
            return new Transactions(result.getLong(1), result.getLong(2));
        }
    }
}
