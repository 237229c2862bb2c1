package dev.gatehouse.events;

/**
 * Applies events of one type; a service has at most one handler per type. It may run twice for one event (a crash before
 * the offset is committed), and is never run for two events of one partition at a time. It joins the sends that it makes.
 *
 * @param <E> a record class with {@link EventType}
 */
@FunctionalInterface
public interface EventHandler<E> {
    void handle(E event, EventMetadata metadata);
}
