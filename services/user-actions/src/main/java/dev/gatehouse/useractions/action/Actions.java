package dev.gatehouse.useractions.action;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.Person;
import dev.gatehouse.requests.IdempotencyKey;

import static dev.gatehouse.events.About.about;
import static dev.gatehouse.events.DirectEvents.acknowledged;

/** Passes on what residents ask for. */
@Service
public final class Actions {
    private final DirectEvents events;
    private final Pseudonyms pseudonyms;

    Actions(DirectEvents events, Pseudonyms pseudonyms) {
        this.events = events;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Returns when the broker has the event.
     *
     * @param key the same key of the same person is the same event; without one, every call is another
     * @throws NotSentException when the event was refused or not acknowledged
     */
    public EventId take(Person person, Action action, @Nullable IdempotencyKey key) {
        return switch (action) {
            case FaultReport report ->
                acknowledged(events.send(FaultReported.of(person, report), by(person, FaultReported.class, key)));
        };
    }

    private About by(Person person, Class<?> event, @Nullable IdempotencyKey key) {
        var about = about(person.id()).because(Cause.user());
        return key == null ? about : about.withId(pseudonyms.eventId(event, person.id().value(), key.value()));
    }
}
