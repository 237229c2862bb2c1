package dev.gatehouse.useractions.notice.web;

import dev.gatehouse.useractions.notice.TestNoted;

/** The controller, for tests of the whole API. */
public final class TestNotices {
    private TestNotices() {}

    public static Object controller() {
        return new NoticesController(TestNoted.of());
    }
}
