package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** The work is done: {@code schemas/maintenance-scheduler/work-order-done.v1.json}. */
@EventType("gatehouse.maintenance.work-order.done")
record WorkOrderDone(UUID workOrder, BlockName block, @Nullable DeviceId device, Instant done) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderDone[workOrder=%s, redacted]".formatted(workOrder);
    }
}
