package dev.gatehouse.delivery.kafka;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.gatehouse.delivery.EventKind;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventTypeName;

/** The handlers of a service: at most one per type. */
public final class Handlers {
    private final Map<EventTypeName, Entry> entries = new HashMap<>();

    record Entry(EventKind kind, EventHandler<Object> handler) {
        Object read(byte[] payload) {
            return kind.read(payload);
        }

        void handle(Object event, EventMetadata metadata) {
            handler.handle(event, metadata);
        }
    }

    /**
     * Adds the handler of a record class.
     *
     * @throws IllegalStateException when the type has one already
     */
    @SuppressWarnings("unchecked") // the class says what the handler takes
    public void add(EventKinds kinds, Class<?> recordClass, EventHandler<?> handler) {
        var kind = kinds.applied(recordClass);
        if (entries.putIfAbsent(kind.type(), new Entry(kind, (EventHandler<Object>) handler)) != null)
            throw new IllegalStateException("%s has two handlers: a type has one at most".formatted(kind.type()));
    }

    Optional<Entry> find(EventTypeName type) {
        return Optional.ofNullable(entries.get(type));
    }
}
