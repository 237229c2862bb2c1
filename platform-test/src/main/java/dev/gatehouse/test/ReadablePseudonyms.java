package dev.gatehouse.test;

import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.EventId;

/** Pseudonyms that tell what they stand for. */
public final class ReadablePseudonyms implements Pseudonyms {
    @Override
    public EventId eventId(Class<?> event, String... parts) {
        return new EventId(event.getSimpleName() + "/" + String.join("/", parts));
    }
}
