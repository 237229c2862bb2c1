package dev.gatehouse.useractions.action.web;

import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.useractions.action.TestActing;

/** The controller, for tests of the whole API. */
public final class TestActions {
    private TestActions() {}

    public static Object controller(DirectEvents events) {
        return new ActionsController(TestActing.sentTo(events));
    }
}
