package dev.gatehouse.events;

import dev.gatehouse.names.EventId;

/**
 * What caused an event. Travels as the CloudEvents attributes {@code causetype}, {@code causationid} and
 * {@code correlationid}, which everybody who may read the topic's headers sees: it names no person and no device.
 */
public sealed interface Cause {
    /** Another event; {@code correlation} is the first event of the chain. */
    record Event(EventId id, EventId correlation) implements Cause {}

    /** A person, through an API. */
    record User() implements Cause {}

    /** A device, through the edge. */
    record Device() implements Cause {}

    /** A schedule of the system's own. */
    record Schedule() implements Cause {}

    static Cause of(EventMetadata event) {
        return new Event(event.id(), event.cause() instanceof Event earlier ? earlier.correlation() : event.id());
    }

    static Cause user() {
        return new User();
    }

    static Cause device() {
        return new Device();
    }

    static Cause schedule() {
        return new Schedule();
    }
}
