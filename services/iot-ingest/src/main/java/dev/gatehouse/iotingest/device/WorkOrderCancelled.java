package dev.gatehouse.iotingest.device;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.DeviceId;

/** Nobody has to come any more, to the device if the work was on one: of {@code schemas/maintenance-scheduler/work-order-cancelled.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.cancelled")
record WorkOrderCancelled(UUID workOrder, @Nullable DeviceId device) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderCancelled[workOrder=%s, redacted]".formatted(workOrder);
    }
}
