package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Somebody will come: of {@code schemas/maintenance-scheduler/work-order-scheduled.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.scheduled")
record WorkOrderScheduled(UUID workOrder, BlockName block, @Nullable DeviceId device, Instant visit) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderScheduled[workOrder=%s, redacted]".formatted(workOrder);
    }
}
