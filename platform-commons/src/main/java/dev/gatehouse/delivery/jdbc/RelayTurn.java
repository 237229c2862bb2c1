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
 * From getting the lock to losing it: a batch is read and sent in order, and while it is on its way the next one. What was
 * acknowledged is deleted, so a row is gone from the table as soon as it is on the broker, and no sooner. For each aggregate a
 * visible row comes behind those before it: they are visible too, or on their way, or acknowledged. Runs on the relay's thread;
 * everything that ends the connection ends the turn.
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
    private Sent onItsWay = Sent.NOTHING;

    /** What keeps an event from being sent. */
    record Failure(StoredEvent event, NotSentException why) {}

    /** A batch as far as it was sent; {@code failure} is what kept the rest of it. */
    private record Sent(List<StoredEvent> events, List<CompletableFuture<?>> outcomes, @Nullable Failure failure) {
        static final Sent NOTHING = new Sent(List.of(), List.of(), null);

        List<Long> ids() {
            return events.stream().map(StoredEvent::id).toList();
        }
    }

    RelayTurn(RelayConnection connection, OutboxTable outbox, Courier courier, Realm realm, RelayGrants grants, Bell bell,
            RelayState state) {
        this.connection = connection;
        this.outbox = outbox;
        this.grants = grants;
        this.courier = courier;
        this.realm = realm;
        this.bell = bell;
        this.state = state;
    }

    /**
     * Sends one batch, and deletes the one before it.
     *
     * @return whether there may be more; false also when something could not be sent, after a pause
     */
    boolean carry() throws SQLException {
        var batch = outbox.next(realm, onItsWay.ids(), ROWS, BYTES);
        var before = onItsWay;
        onItsWay = batch.isEmpty() ? Sent.NOTHING : send(batch);
        var failure = arrived(before);
        if (failure == null && onItsWay.failure == null) {
            if (!before.events.isEmpty())
                state.resumed();
            return !batch.isEmpty();
        }
        var behind = arrived(onItsWay);
        onItsWay = Sent.NOTHING;
        courier.reset();
        var first = failure == null ? behind : failure;
        if (first != null)
            pause(state.failed(first));
        return false;
    }

    private Sent send(List<StoredEvent> batch) throws SQLException {
        var outcomes = new ArrayList<CompletableFuture<?>>(batch.size());
        try {
            grants.announce(batch, this::await);
            for (var event : batch)
                outcomes.add(courier.send(event));
            return new Sent(batch, outcomes, null);
        } catch (NotSentException e) {
            return new Sent(batch, outcomes, new Failure(batch.get(outcomes.size()), e));
        }
    }

    /** @return the first failure: those behind it were dropped because of it */
    private @Nullable Failure arrived(Sent sent) throws SQLException {
        Failure failure = null;
        var acknowledged = new ArrayList<Long>(sent.events.size());
        for (int i = 0; i < sent.outcomes.size(); i++)
            try {
                await(sent.outcomes.get(i));
                acknowledged.add(sent.events.get(i).id());
            } catch (NotSentException e) {
                failure = failure == null ? new Failure(sent.events.get(i), e) : failure;
            }
        if (!acknowledged.isEmpty())
            outbox.delete(acknowledged);
        return failure == null ? sent.failure : failure;
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
