package dev.gatehouse.maintenance.workorder;

import java.util.List;

import dev.gatehouse.events.Events;
import dev.gatehouse.maintenance.Handling;

/** Work orders in the database of the tests. */
public final class TestWorkOrders {
    private TestWorkOrders() {}

    static WorkOrderTable table() {
        return new WorkOrderTable(Handling.DATABASE.jdbc());
    }

    public static WorkOrders publishing(Events events) {
        return Handling.DATABASE.transactional(new WorkOrders(table(), events));
    }

    /** State and version of each, the oldest first. */
    public static List<String> states() {
        return Handling.DATABASE.jdbc().sql("SELECT state || ' ' || version FROM work_order ORDER BY opened, id")
                .query(String.class).list();
    }
}
