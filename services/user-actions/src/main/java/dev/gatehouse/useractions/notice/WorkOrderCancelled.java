package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Nobody has to come any more: {@code schemas/maintenance-scheduler/work-order-cancelled.v1.json}. */
@EventType("gatehouse.maintenance.work-order.cancelled")
record WorkOrderCancelled(UUID workOrder, BlockName block, @Nullable DeviceId device, Instant cancelled) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderCancelled[workOrder=%s, redacted]".formatted(workOrder);
    }
}
