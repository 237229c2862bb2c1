package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** The work is done. Schema: {@code schemas/work-order-done.v1.json}. */
@EventType("gatehouse.maintenance.work-order.done")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkOrderDone(WorkOrderId workOrder, @Nullable DeviceId device, BlockName block, Instant done) {
    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderDone[workOrder=%s, redacted]".formatted(workOrder);
    }
}
