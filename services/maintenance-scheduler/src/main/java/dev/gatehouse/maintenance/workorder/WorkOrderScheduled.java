package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Somebody will come, from {@code visit} on. Schema: {@code schemas/work-order-scheduled.v1.json}. */
@EventType("gatehouse.maintenance.work-order.scheduled")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkOrderScheduled(WorkOrderId workOrder, @Nullable DeviceId device, BlockName block, Instant visit, Instant scheduled) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderScheduled[workOrder=%s, redacted]".formatted(workOrder);
    }
}
