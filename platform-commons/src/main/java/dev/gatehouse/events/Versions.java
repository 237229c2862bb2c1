package dev.gatehouse.events;

/**
 * Remembers the newest version of each aggregate that this service applied, so that an event which comes late, as out of
 * quarantine, does not overwrite a newer one. Only in the transaction of a handler. A handler whose own rows hold the version
 * compares it there and needs none of this.
 *
 * <p>What it remembers of an aggregate is forgotten with the events themselves: a day after no older one could be opened.
 */
public interface Versions {
    /**
     * Takes note of the version that an event gives its aggregate (topic, producer and subject).
     *
     * @return false when the same version or a newer one was noted before: the event has nothing new to say
     * @throws IllegalArgumentException when the event has no subject or no version
     * @throws IllegalStateException outside of a transaction
     */
    boolean isNewer(EventMetadata event);
}
