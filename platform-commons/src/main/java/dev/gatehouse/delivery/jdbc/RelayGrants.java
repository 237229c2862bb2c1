package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.sealing.SessionId;

/** Sees to it that the broker has the grant of each session before any of its events, and keeps it. */
final class RelayGrants {
    private static final Duration YOUNG = Duration.ofDays(2);

    private final SessionTable sessions;
    private final Courier courier;
    private final Consumer<OutboxNotice> notices;
    private final Set<SessionId> onTheBroker = new HashSet<>();

    /** Waits for the broker without forgetting the database. */
    @FunctionalInterface
    interface Waiting {
        <T> T await(CompletableFuture<T> outcome) throws SQLException;
    }

    RelayGrants(RelayConnection connection, Courier courier, Consumer<OutboxNotice> notices) {
        this.sessions = new SessionTable(connection.jdbc());
        this.courier = courier;
        this.notices = notices;
    }

    /** @throws dev.gatehouse.events.NotSentException when a grant is not on the broker for certain */
    void announce(List<StoredEvent> batch, Waiting waiting) throws SQLException {
        for (var event : batch) {
            if (onTheBroker.contains(event.session()))
                continue;
            // Rows refer to sessions that are there.
            var row = sessions.find(event.session()).orElseThrow();
            if (row.place() == null)
                put(row, waiting);
            onTheBroker.add(row.id());
        }
    }

    /** To be called hourly: publishes again what is gone, and forgets sessions that nobody can ask for any more. */
    void recheck(Contract contract, Instant now, Waiting waiting) throws SQLException {
        var rows = new HashMap<SessionId, SessionTable.Row>();
        var announced = new HashMap<SessionId, Courier.Announced>();
        for (var row : sessions.watched(contract.realm(), now.minus(YOUNG)))
            if (row.place() != null) {
                rows.put(row.id(), row);
                announced.put(row.id(), new Courier.Announced(row.topic(), row.place()));
            }
        for (var id : waiting.await(courier.missing(announced))) {
            var row = rows.get(id);
            if (row == null)
                continue;
            notices.accept(new OutboxNotice.GrantAgain(row.topic(), id));
            put(row, waiting);
        }
        for (var topic : contract.written())
            sessions.purge(contract.realm(), topic.topic(), now.minus(topic.grantsRetention()));
    }

    private void put(SessionTable.Row row, Waiting waiting) throws SQLException {
        sessions.put(row.id(), waiting.await(courier.announce(row.topic(), row.id(), row.grant())));
    }
}
