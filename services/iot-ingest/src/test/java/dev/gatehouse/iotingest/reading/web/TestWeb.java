package dev.gatehouse.iotingest.reading.web;

import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.iotingest.reading.TestReadings;

/** The controller, for tests of the whole API. */
public final class TestWeb {
    private TestWeb() {}

    public static Object readings(DirectEvents events) {
        return new ReadingsController(TestReadings.sentTo(events));
    }
}
