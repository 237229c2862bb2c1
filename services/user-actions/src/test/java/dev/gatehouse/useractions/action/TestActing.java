package dev.gatehouse.useractions.action;

import java.time.InstantSource;
import java.util.Map;

import dev.gatehouse.events.Events;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.test.TestDatabase;
import dev.gatehouse.test.TestOutbox;

/** Actions over a real database, with the platform's outbox unless a test has another idea of events. */
public final class TestActing {
    public static final TestDatabase DATABASE = TestDatabase.of("user-actions");
    private static final TestOutbox OUTBOX = new TestOutbox(DATABASE, new ServiceName("user-actions"),
            new ServiceName("maintenance-scheduler"), new TopicName("user-actions.v1"),
            Map.of(new EventTypeName("gatehouse.user.fault.reported"), "schemas/fault-reported.v1.json"));

    private TestActing() {}

    public static Actions fresh() {
        DATABASE.clear("person", "keyed_action", "outbox", "aggregate");
        return actions(OUTBOX, InstantSource.system());
    }

    public static Actions publishingBy(Events events) {
        return actions(events, InstantSource.system());
    }

    static Actions at(InstantSource time) {
        return actions(OUTBOX, time);
    }

    static KeyedActions keyed(InstantSource time) {
        return new KeyedActions(DATABASE.jdbc(), OUTBOX, time);
    }

    private static Actions actions(Events events, InstantSource time) {
        Pseudonyms pseudonyms = OUTBOX;
        return DATABASE
                .transactional(new Actions(events, new People(DATABASE.jdbc(), pseudonyms), keyed(time)));
    }
}
