package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.names.Realm;

/**
 * From getting the lock to losing it: a batch is read, sent in order, deleted as far as it was acknowledged, and only then is
 * read again. So nothing that was read is on its way when the next is read, and a row is gone from the table as soon as it is
 * on the broker, and no sooner. Runs on the relay's thread; everything that ends the connection ends the turn.
 */
final class RelayTurn {
    private static final int ROWS = 2_000;
    private static final long BYTES = 8 << 20;
    private static final Duration SLICE = Duration.ofSeconds(1);

    private final RelayConnection connection;
    private final OutboxTable outbox;
    private final RelayGrants grants;
    private final Courier courier;
    private final Realm realm;
    private final Bell bell;
    private final RelayState state;

    RelayTurn(RelayConnection connection, Courier courier, Realm realm, RelayGrants grants, Bell bell, RelayState state) {
        this.connection = connection;
        this.outbox = new OutboxTable(connection.jdbc());
        this.grants = grants;
        this.courier = courier;
        this.realm = realm;
        this.bell = bell;
        this.state = state;
    }

    /** Sends one batch. @return whether there may be more; false also when it could not be sent, after a pause */
    boolean carry() throws SQLException {
        var batch = outbox.next(realm, ROWS, BYTES);
        if (batch.isEmpty())
            return false;
        var failure = announced(batch);
        if (failure == null)
            failure = sent(batch);
        if (failure == null) {
            state.resumed();
            return true;
        }
        courier.reset();
        pause(state.failed(failure));
        return false;
    }

    /** What keeps an event from being sent. */
    record Failure(StoredEvent event, NotSentException why) {}

    private @Nullable Failure announced(List<StoredEvent> batch) throws SQLException {
        try {
            grants.announce(batch, this::await);
            return null;
        } catch (NotSentException e) {
            return new Failure(batch.getFirst(), e);
        }
    }

    private @Nullable Failure sent(List<StoredEvent> batch) throws SQLException {
        var onTheirWay = new ArrayList<CompletableFuture<?>>(batch.size());
        Failure failure = null;
        try {
            for (var event : batch)
                onTheirWay.add(courier.send(event));
        } catch (NotSentException e) {
            failure = new Failure(batch.get(onTheirWay.size()), e);
        }
        var acknowledged = new ArrayList<Long>(batch.size());
        for (int i = 0; i < onTheirWay.size(); i++)
            try {
                await(onTheirWay.get(i));
                acknowledged.add(batch.get(i).id());
            } catch (NotSentException e) {
                // The first is the cause; those behind it were dropped because of it.
                failure = failure == null || failure.event.id() > batch.get(i).id() ? new Failure(batch.get(i), e) : failure;
            }
        if (!acknowledged.isEmpty())
            outbox.delete(acknowledged);
        return failure;
    }

    /** Not longer than a second without a word to the database. */
    <T> T await(CompletableFuture<T> outcome) throws SQLException {
        while (true)
            try {
                return outcome.get(SLICE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                connection.ping();
                if (bell.isClosed())
                    courier.reset(); // and so everything that is awaited fails
            } catch (ExecutionException e) {
                throw e.getCause() instanceof NotSentException known ? known : unknown(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw unknown(e);
            }
    }

    private static NotSentException unknown(@Nullable Throwable cause) {
        return new NotSentException(Code.UNAVAILABLE, String.valueOf(cause == null ? null : cause.getClass().getSimpleName()));
    }

    private void pause(Duration time) throws SQLException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !bell.isClosed(); left = end - System.nanoTime()) {
            bell.rest(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
            connection.ping();
        }
    }
}
