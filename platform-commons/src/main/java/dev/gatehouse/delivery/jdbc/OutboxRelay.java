package dev.gatehouse.delivery.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.function.Consumer;

import javax.sql.DataSource;

import dev.gatehouse.contract.Contracts;
import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.events.NotSentException;

/**
 * Carries the outbox to the broker, on one thread and a connection of its own. Of all instances of a service one is active; the
 * others stand by and take over when the database ends its session. Needs no key: whatever happens to the instance that sealed
 * an event, any other one can send it.
 *
 * <p>Promised: every event that was committed reaches the broker, each aggregate's in the order of its versions, and none that
 * was rolled back. Not promised: once. After a crash, or a take-over, events may come again; the reader's inbox sees to that.
 */
public final class OutboxRelay implements AutoCloseable {
    /** Between two looks at an empty outbox; an event of this instance is looked for when it is committed. */
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration STAND_BY = Duration.ofMillis(500);
    private static final Duration COUNT = Duration.ofSeconds(2);
    private static final Duration RECHECK = Duration.ofHours(1);
    /** After which the connection is made anew, so that none outlives the identity that opened it for long. */
    private static final Duration LONGEST_TURN = Duration.ofMinutes(10);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final DataSource database;
    private final Courier courier;
    private final Contracts contracts;
    private final InstantSource clock;
    private final Consumer<OutboxNotice> notices;
    private final Bell bell = new Bell();
    private final RelayState state;
    private final Thread thread = Thread.ofPlatform().name("gatehouse-outbox-relay").daemon().unstarted(this::run);
    private Instant rechecked = Instant.MIN;

    /**
     * Nothing runs before {@link #start}.
     *
     * @param database opens a connection each time that it is asked for one, and keeps none
     * @param notices called on the relay's thread
     */
    public OutboxRelay(DataSource database, Courier courier, Contracts contracts, InstantSource clock,
            Consumer<OutboxNotice> notices) {
        this.database = database;
        this.courier = courier;
        this.contracts = contracts;
        this.clock = clock;
        this.notices = notices;
        this.state = new RelayState(clock, notices);
    }

    public void start() {
        thread.start();
    }

    /** Something was committed; never waits. */
    public void wake() {
        bell.ring();
    }

    /** Whether this instance carries the outbox. */
    public boolean isActive() {
        return state.isActive();
    }

    /** Whether an event holds everything up that the broker refuses for good. */
    public boolean isStopped() {
        return state.isStopped();
    }

    /** Events that are not on the broker yet, as counted within the last seconds; only the active instance knows. */
    public OptionalLong backlog() {
        return state.backlog();
    }

    /** Since when one and the same transaction has been the oldest that is open; events committed meanwhile wait for its end. */
    public Duration horizonAge() {
        return state.horizonAge();
    }

    private void run() {
        while (!bell.isClosed()) {
            try {
                runOnce();
            } catch (Exception | LinkageError | OutOfMemoryError e) {
                state.passive(e);
                bell.rest(STAND_BY);
            }
        }
        courier.close();
    }

    private void runOnce() throws SQLException {
        try (var connection = RelayConnection.open(database)) {
            while (!connection.isGranted()) {
                bell.rest(STAND_BY);
                if (bell.isClosed())
                    return;
            }
            state.activated();
            carry(connection);
        } finally {
            state.endedTurn();
            courier.reset();
        }
    }

    private void carry(RelayConnection connection) throws SQLException {
        var contract = contracts.latest().contract();
        var outbox = new OutboxTable(connection.jdbc());
        var grants = new RelayGrants(connection, courier, notices);
        var turn = new RelayTurn(connection, outbox, courier, contract.realm(), grants, bell, state);
        var begun = System.nanoTime();
        long counted = begun - COUNT.toNanos();
        while (!bell.isClosed() && System.nanoTime() - begun < LONGEST_TURN.toNanos()) {
            if (System.nanoTime() - counted >= COUNT.toNanos()) {
                counted = System.nanoTime();
                state.counted(outbox.backlog(), outbox.transactions());
                recheckWhenDue(grants, turn);
            }
            if (!turn.carry())
                bell.await(LOOK);
        }
    }

    private void recheckWhenDue(RelayGrants grants, RelayTurn turn) throws SQLException {
        var now = clock.instant();
        if (rechecked.equals(Instant.MIN))
            rechecked = now;
        if (now.isBefore(rechecked.plus(RECHECK)))
            return;
        rechecked = now;
        try {
            grants.recheck(contracts.latest().contract(), now, turn::await);
        } catch (NotSentException e) {
            // The broker does not answer; it is asked again in an hour.
        }
    }

    /** Lets what is on its way arrive, for a few seconds. */
    @Override
    public void close() {
        bell.close();
        try {
            thread.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
