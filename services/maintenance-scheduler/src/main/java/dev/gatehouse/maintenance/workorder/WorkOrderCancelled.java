package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Nobody has to come any more. Schema: {@code schemas/work-order-cancelled.v1.json}. */
@EventType("gatehouse.maintenance.work-order.cancelled")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkOrderCancelled(WorkOrderId workOrder, @Nullable DeviceId device, BlockName block, Instant cancelled) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderCancelled[workOrder=%s, redacted]".formatted(workOrder);
    }
}
