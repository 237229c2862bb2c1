package dev.gatehouse.delivery.kafka;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventMetadata;

/** The effect of one event, which may have to be had again after it was rolled back. One thread at a time. */
final class Effect {
    private final Handlers.@Nullable Entry handler;
    private final byte[] payload;
    private final EventMetadata metadata;
    private @Nullable Object event;

    /**
     * Reads the payload, so that what nobody could apply is known before anything is.
     *
     * @param handler null when nobody here handles events of the type
     */
    Effect(Handlers.@Nullable Entry handler, byte[] payload, EventMetadata metadata) {
        this.handler = handler;
        this.payload = payload;
        this.metadata = metadata;
        this.event = handler == null ? null : handler.read(payload);
    }

    void apply() {
        if (handler == null)
            return;
        // Each time another object: a handler that was rolled back may have changed the first.
        var given = event == null ? handler.read(payload) : event;
        event = null;
        handler.handle(given, metadata);
    }
}
