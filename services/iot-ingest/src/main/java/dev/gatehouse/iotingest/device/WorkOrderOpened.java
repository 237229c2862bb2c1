package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.DeviceId;

/** Somebody has to look after a device, or something else in a block: of {@code schemas/maintenance-scheduler/work-order-opened.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.opened")
record WorkOrderOpened(UUID workOrder, @Nullable DeviceId device, Instant opened) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderOpened[workOrder=%s, redacted]".formatted(workOrder);
    }
}
