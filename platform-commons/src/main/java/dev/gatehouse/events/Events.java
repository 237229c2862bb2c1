package dev.gatehouse.events;

import dev.gatehouse.names.EventId;

/**
 * Publishes events that are born in a database: an event is committed together with the change that it tells of, or not at all,
 * and reaches the broker afterwards, at least once, in the order of its aggregate's versions. Thread-safe.
 */
public interface Events {
    /**
     * Seals the event for the declared readers of its topic and writes it down in the caller's transaction. Never asks the
     * broker. Holds the row of the aggregate locked until the transaction ends: another one that publishes about the same
     * aggregate waits for it, and two that publish about several in different orders may be told of a deadlock.
     *
     * <p>A transaction in which a statement failed, and whose code went on all the same, fails at its commit with
     * {@link IllegalStateException}: the database keeps nothing of it.
     *
     * @param event an instance of a record class with {@link EventType}
     * @param about with a version that is greater than that of every event about this aggregate before it
     * @throws NotSentException when it was refused; the transaction is to be rolled back, and where the code is retryable to
     *         be run again as a whole
     */
    EventId publish(Object event, About about);
}
