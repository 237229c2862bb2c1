package dev.gatehouse.autoconfigure;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/** As {@link AuditedDirectEvents}, for events that go through the outbox. */
final class AuditedEvents implements Events {
    private final Events events;
    private final RefusedEvents refusals;

    AuditedEvents(Events events, RefusedEvents refusals) {
        this.events = events;
        this.refusals = refusals;
    }

    @Override
    public EventId publish(Object event, About about) {
        try {
            return events.publish(event, about);
        } catch (NotSentException e) {
            refusals.write(e);
            throw e;
        }
    }
}
