package dev.gatehouse.iotingest.device;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.DeviceId;

/** Some work is done, on the device if it was on one: of {@code schemas/maintenance-scheduler/work-order-done.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.done")
record WorkOrderDone(UUID workOrder, @Nullable DeviceId device) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderDone[workOrder=%s, redacted]".formatted(workOrder);
    }
}
