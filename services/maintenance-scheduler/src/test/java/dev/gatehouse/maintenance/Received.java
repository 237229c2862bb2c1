package dev.gatehouse.maintenance;

import java.time.Instant;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** Metadata of an event as the platform hands it over, for tests. */
public final class Received {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Received() {}

    public static EventMetadata reading(String id) {
        return reading(id, NOON);
    }

    public static EventMetadata reading(String id, Instant time) {
        return new EventMetadata(new EventId(id), new EventTypeName("gatehouse.sensor.reading.recorded"),
                new TopicName("sensor-readings.v1"), new ServiceName("iot-ingest"), time, "pseudonym", null, Cause.device());
    }

    public static EventMetadata report(String id) {
        return report(id, NOON);
    }

    public static EventMetadata report(String id, Instant time) {
        return new EventMetadata(new EventId(id), new EventTypeName("gatehouse.user.fault.reported"),
                new TopicName("user-actions.v1"), new ServiceName("user-actions"), time, "pseudonym", null, Cause.user());
    }
}
