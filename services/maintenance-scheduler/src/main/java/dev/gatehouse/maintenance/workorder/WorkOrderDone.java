package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.DeviceId;

/** The work on a device is done. Schema: {@code schemas/work-order-done.v1.json}. */
@EventType("gatehouse.maintenance.work-order.done")
record WorkOrderDone(WorkOrderId workOrder, DeviceId device, Instant done) {
    static final long VERSION = 2;

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderDone[workOrder=%s, redacted]".formatted(workOrder);
    }
}
