package dev.gatehouse.iotingest.reading;

import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.test.ReadablePseudonyms;

/** Readings whose pseudonyms can be read, for tests. */
public final class TestReadings {
    private TestReadings() {}

    public static Readings sentTo(DirectEvents events) {
        return new Readings(events, new ReadablePseudonyms());
    }
}
