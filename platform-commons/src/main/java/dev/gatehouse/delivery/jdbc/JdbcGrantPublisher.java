package dev.gatehouse.delivery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantPublisher;
import dev.gatehouse.sealing.SessionId;

/**
 * Makes grants durable in the database of the outbox, each in a transaction of its own that is committed before any event
 * refers to it. Keeps what it stored for as long as events may be sealed with it, to store it again if the database has lost it.
 * Thread-safe.
 */
public final class JdbcGrantPublisher implements GrantPublisher {
    private static final Duration REMEMBERED = Duration.ofDays(2);
    private static final String STORE = """
            INSERT INTO sealing_session (id, realm, topic, grant_bytes, created) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (id) DO NOTHING""";

    private final DataSource database;
    private final Realm realm;
    private final InstantSource clock;
    private final Consumer<OutboxNotice> notices;
    private final Map<SessionId, Stored> stored = new ConcurrentHashMap<>();

    private record Stored(TopicName topic, byte[] grant, Instant at) {}

    public JdbcGrantPublisher(DataSource database, Realm realm, InstantSource clock, Consumer<OutboxNotice> notices) {
        this.database = database;
        this.realm = realm;
        this.clock = clock;
        this.notices = notices;
    }

    /** On a thread of its own: whoever asks may look after sessions that need no database. */
    @Override
    public CompletionStage<?> publish(TopicName topic, SessionId id, byte[] grant) {
        var now = clock.instant();
        stored.values().removeIf(s -> s.at.plus(REMEMBERED).isBefore(now));
        // Before the outcome is known: an event that is sealed with it comes later than that.
        stored.put(id, new Stored(topic, grant, now));
        return CompletableFuture.runAsync(() -> store(id, topic, grant, now), JdbcGrantPublisher::aside);
    }

    /**
     * Stores the same bytes again, without waiting for it and not on the caller's connection, whose transaction has failed.
     *
     * @return null when nothing is known of that session
     */
    @Nullable
    CompletableFuture<Void> again(SessionId id) {
        var lost = stored.get(id);
        if (lost == null)
            return null;
        notices.accept(new OutboxNotice.SessionAgain(lost.topic, id));
        return CompletableFuture.runAsync(() -> store(id, lost.topic, lost.grant, lost.at), JdbcGrantPublisher::aside);
    }

    private void store(SessionId id, TopicName topic, byte[] grant, Instant created) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, id, topic, grant, created);
            connection.commit();
        } catch (SQLException e) {
            // Its message may quote the row.
            throw new SessionNotStoredException(e);
        }
    }

    private void insert(Connection connection, SessionId id, TopicName topic, byte[] grant, Instant created)
            throws SQLException {
        try (var insert = connection.prepareStatement(STORE)) {
            insert.setBytes(1, id.bytes());
            insert.setString(2, realm.value());
            insert.setString(3, topic.value());
            insert.setBytes(4, grant);
            insert.setObject(5, created.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static void aside(Runnable work) {
        Thread.ofVirtual().name("gatehouse-sealing-session").start(work);
    }
}
