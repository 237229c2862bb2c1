package dev.gatehouse.delivery.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.delivery.Courier.GrantPlace;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;

/** The sealing sessions of the outbox, as the relay sees them. */
final class SessionTable {
    private static final String COLUMNS = "SELECT id, topic, grant_bytes, topic_id, grant_offset FROM sealing_session ";
    private static final String ONE = COLUMNS + "WHERE id = ?";
    private static final String WATCHED = COLUMNS + """
            AS s WHERE realm = ? AND topic_id IS NOT NULL
                AND (created > ? OR EXISTS (SELECT 1 FROM outbox WHERE session = s.id))""";
    private static final String PUT = "UPDATE sealing_session SET topic_id = ?, grant_offset = ? WHERE id = ?";
    private static final String PURGE = """
            DELETE FROM sealing_session AS s WHERE realm = ? AND topic = ? AND created < ?
                AND NOT EXISTS (SELECT 1 FROM outbox WHERE session = s.id)""";

    private final Connection connection;

    /** @param place where the broker has the grant; absent: it was not published yet */
    record Row(SessionId id, TopicName topic, byte[] grant, @Nullable GrantPlace place) {}

    SessionTable(Connection connection) {
        this.connection = connection;
    }

    Optional<Row> find(SessionId id) throws SQLException {
        try (var query = connection.prepareStatement(ONE)) {
            query.setBytes(1, id.bytes());
            return rows(query).stream().findFirst();
        }
    }

    /** Published, and made after a time or with events left. */
    List<Row> watched(Realm realm, Instant after) throws SQLException {
        try (var query = connection.prepareStatement(WATCHED)) {
            query.setString(1, realm.value());
            query.setObject(2, after.atOffset(ZoneOffset.UTC));
            return rows(query);
        }
    }

    void put(SessionId id, GrantPlace place) throws SQLException {
        try (var update = connection.prepareStatement(PUT)) {
            update.setString(1, place.topicId());
            update.setLong(2, place.offset());
            update.setBytes(3, id.bytes());
            update.executeUpdate();
        }
    }

    /** Takes away sessions of a topic that were made before a time and that no event refers to. */
    int purge(Realm realm, TopicName topic, Instant before) throws SQLException {
        try (var delete = connection.prepareStatement(PURGE)) {
            delete.setString(1, realm.value());
            delete.setString(2, topic.value());
            delete.setObject(3, before.atOffset(ZoneOffset.UTC));
            return delete.executeUpdate();
        }
    }

    private static List<Row> rows(PreparedStatement query) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var result = query.executeQuery()) {
            while (result.next()) {
                var topicId = result.getString(4);
                rows.add(new Row(SessionId.of(result.getBytes(1)), new TopicName(result.getString(2)), result.getBytes(3),
                        topicId == null ? null : new GrantPlace(topicId, result.getLong(5))));
            }
        }
        return rows;
    }
}
