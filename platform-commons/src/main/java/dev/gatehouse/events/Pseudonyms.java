package dev.gatehouse.events;

import dev.gatehouse.names.EventId;

/**
 * Stable ids that reveal nothing: HMAC-SHA-256 under a key of the topic's owner, one per topic version. Thread-safe.
 * Who holds the key can recompute them; nobody else can tell what stands behind one.
 */
public interface Pseudonyms {
    /**
     * Id for an event that is sent again with the same id when it is retried.
     *
     * @param event record class with {@link EventType}, on a topic with {@code key: pseudonymous}
     * @param parts what makes the event unique, in order; no two different lists give the same id
     */
    EventId eventId(Class<?> event, String... parts);
}
