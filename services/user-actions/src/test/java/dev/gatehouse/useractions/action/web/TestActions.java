package dev.gatehouse.useractions.action.web;

import dev.gatehouse.events.Events;
import dev.gatehouse.useractions.action.TestActing;

/** The controller, for tests of the whole API. */
public final class TestActions {
    private TestActions() {}

    /** Over tables that are empty. */
    public static Object controller() {
        return new ActionsController(TestActing.fresh());
    }

    public static Object controller(Events events) {
        return new ActionsController(TestActing.publishingBy(events));
    }
}
