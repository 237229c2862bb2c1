package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.test.TestDatabase;

/** Notices that were heard, for tests of other packages. */
public final class TestNoted {
    public static final TestDatabase DATABASE = TestDatabase.of("user-actions");
    private static final EventId REPORT = new EventId("report");

    private TestNoted() {}

    /** These and no others. */
    public static Notices of(Notice... all) {
        DATABASE.clear("notice");
        var notices = new Notices(DATABASE.jdbc(), InstantSource.system());
        for (var notice : all)
            notices.note(notice, event(1L));
        return notices;
    }

    static EventMetadata event(@Nullable Long version) {
        return new EventMetadata(EventId.random(), new EventTypeName("any.type"), new TopicName("maintenance.v1"),
                new ServiceName("maintenance-scheduler"), Instant.EPOCH, null, version, new Cause.Event(REPORT, REPORT));
    }
}
