package dev.gatehouse.iotingest.device;

import java.util.UUID;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.DeviceId;

/** The work on a device is done: of {@code schemas/maintenance-scheduler/work-order-done.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.done")
record WorkOrderDone(UUID workOrder, DeviceId device) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderDone[workOrder=%s, redacted]".formatted(workOrder);
    }
}
