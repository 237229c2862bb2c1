package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Somebody has to look after a device. Schema: {@code schemas/work-order-opened.v1.json}. */
@EventType("gatehouse.maintenance.work-order.opened")
record WorkOrderOpened(WorkOrderId workOrder, DeviceId device, BlockName block, Reason reason, Instant opened) {
    static final long VERSION = 1;

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderOpened[workOrder=%s, redacted]".formatted(workOrder);
    }
}
