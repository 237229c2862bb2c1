package dev.gatehouse.maintenance.workorder;

import dev.gatehouse.events.DirectEvents;

/** Work orders without an application, for tests of other packages. */
public final class TestWorkOrders {
    private TestWorkOrders() {}

    public static WorkOrders toldTo(DirectEvents events) {
        return new WorkOrders(events, new WorkOrderBook());
    }
}
