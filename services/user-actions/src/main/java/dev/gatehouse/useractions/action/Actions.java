package dev.gatehouse.useractions.action;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.Person;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.requests.RefusedRequestException;

import static dev.gatehouse.events.About.about;

/** Passes on what residents ask for. */
@Service
public class Actions {
    private final Events events;
    private final People people;
    private final KeyedActions keyed;

    Actions(Events events, People people, KeyedActions keyed) {
        this.events = events;
        this.people = people;
        this.keyed = keyed;
    }

    /**
     * Returns when the event is committed.
     *
     * @param key the same key and request of the same person are the same event; without a key, every call is another
     * @throws NotSentException when the event was refused
     * @throws RefusedRequestException when the person has used the key for another request
     */
    @Transactional
    public EventId take(Person person, Action action, @Nullable IdempotencyKey key) {
        return switch (action) {
            case FaultReport report -> key == null
                    ? publish(person, FaultReported.of(person, report), EventId.random())
                    : once(person, report, key);
        };
    }

    private EventId once(Person person, FaultReport report, IdempotencyKey key) {
        var id = keyed.eventId(person.id(), key, report);
        return keyed.isNew(person.id(), key, id) ? publish(person, FaultReported.of(person, report), id) : id;
    }

    private EventId publish(Person person, FaultReported event, EventId id) {
        return events.publish(event, about(person.id(), people.nextVersion(person.id())).because(Cause.user()).withId(id));
    }
}
