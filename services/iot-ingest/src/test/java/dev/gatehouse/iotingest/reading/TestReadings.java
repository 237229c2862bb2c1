package dev.gatehouse.iotingest.reading;

import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.names.EventId;

/** Readings whose pseudonyms can be read, for tests. */
public final class TestReadings {
    private TestReadings() {}

    public static Readings sentTo(DirectEvents events) {
        return new Readings(events, (event, parts) -> new EventId(event.getSimpleName() + "/" + String.join("/", parts)));
    }
}
