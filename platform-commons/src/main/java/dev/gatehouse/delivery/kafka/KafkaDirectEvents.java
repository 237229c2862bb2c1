package dev.gatehouse.delivery.kafka;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Producer;

import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.names.EventId;
import dev.gatehouse.sealing.Sealer;

/** Seals an event and sends it at once, by an idempotent producer that waits for all in-sync replicas. Thread-safe. */
public final class KafkaDirectEvents implements DirectEvents, Pseudonyms {
    private final EventSealer sealer;
    private final Producer<byte[], byte[]> producer;

    public KafkaDirectEvents(EventKinds kinds, Attributes attributes, PseudonymKeys pseudonyms, Sealer sealer,
            Producer<byte[], byte[]> producer, InstantSource clock) {
        this.sealer = new EventSealer(kinds, attributes, pseudonyms, sealer, clock);
        this.producer = producer;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public CompletableFuture<EventId> send(Object event, About about) {
        var sealed = sealer.seal(event, about);
        var done = new CompletableFuture<EventId>();
        // Not what thenApply returns: that one fails with a CompletionException around what is promised.
        Outgoing.send(producer,
                Outgoing.record(sealed.topic().physical(), sealed.subject(), sealed.headers(), sealed.value()))
                .whenComplete((metadata, failure) -> {
                    if (failure == null)
                        done.complete(sealed.id());
                    else
                        done.completeExceptionally(failure);
                });
        return done;
    }

    @Override
    public EventId eventId(Class<?> event, String... parts) {
        return sealer.eventId(event, parts);
    }
}
