package dev.gatehouse.delivery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * The relay's own connection, whose session holds the lock that makes it the only one: what ends the session, ends the
 * relay's turn, and what the relay reads and deletes goes over it alone. Used by one thread.
 */
final class RelayConnection implements AutoCloseable {
    /**
     * The server ends a session that says nothing for this long, so that an instance that is frozen, or whose network is gone,
     * gives way. An active relay speaks at least once a second.
     */
    static final Duration SILENCE = Duration.ofSeconds(10);
    /** The client gives up on an answer after this long; the lock is the server's to give away by then. */
    private static final Duration ANSWER = Duration.ofSeconds(10);
    /**
     * In the order of the primary key, and planned each time: a plan that sorts, or was made for an empty outbox, would read all
     * of a full one for each batch.
     */
    private static final String SETTINGS = """
            SET idle_session_timeout = %1$d; SET statement_timeout = %1$d; SET tcp_user_timeout = %1$d;
            SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
            SET plan_cache_mode = force_custom_plan; SET enable_sort = off; SET max_parallel_workers_per_gather = 0;
            SET application_name = 'gatehouse-outbox-relay'""";
    /** One lock for each outbox of the database; the upper half keeps away from locks of others. */
    private static final String LOCK = """
            SELECT pg_try_advisory_lock((x'67617465'::bit(32)::bigint << 32) | 'outbox'::regclass::oid::bigint)""";

    private final Connection connection;

    private RelayConnection(Connection connection) {
        this.connection = connection;
    }

    static RelayConnection open(DataSource database) throws SQLException {
        var connection = database.getConnection();
        try {
            connection.setAutoCommit(true);
            connection.setReadOnly(false);
            connection.setNetworkTimeout(Runnable::run, (int) ANSWER.toMillis());
            try (var settings = connection.createStatement()) {
                settings.execute(SETTINGS.formatted(SILENCE.toMillis()));
            }
            return new RelayConnection(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether this is the only one now. To be asked again and again; never asked again once it is. */
    boolean isGranted() throws SQLException {
        try (var lock = connection.createStatement(); var answer = lock.executeQuery(LOCK)) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /** Keeps the session, and fails when it is gone. */
    void ping() throws SQLException {
        try (var ping = connection.createStatement()) {
            ping.execute("SELECT 1");
        }
    }

    Connection jdbc() {
        return connection;
    }

    /** Ends the session for good, also where the connection came from a pool that would keep it. */
    @Override
    public void close() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // It is gone already.
        }
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            // Likewise; a pool takes it out of its count.
        }
    }
}
