package dev.gatehouse.events;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import dev.gatehouse.names.EventId;

/** Publishes events that are not born in a database. Thread-safe. */
public interface DirectEvents {
    /**
     * Seals the event for the declared readers of its topic and sends it.
     *
     * @param event an instance of a record class with {@link EventType}
     * @return completes when all in-sync replicas have the event (acks=all); completes exceptionally with
     *         {@link NotSentException} otherwise, and then the event may or may not be on the broker
     * @throws NotSentException when it was refused before anything was sent
     */
    CompletableFuture<EventId> send(Object event, About about);

    /**
     * Waits for what {@link #send} promised.
     *
     * @throws NotSentException as it completed
     */
    static EventId acknowledged(CompletableFuture<EventId> sent) {
        try {
            return sent.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof NotSentException notSent ? notSent : e;
        }
    }
}
