package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Somebody has to come. Schema: {@code schemas/work-order-opened.v1.json}. */
@EventType("gatehouse.maintenance.work-order.opened")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkOrderOpened(WorkOrderId workOrder, @Nullable DeviceId device, BlockName block, Reason reason, Instant opened) {
    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderOpened[workOrder=%s, redacted]".formatted(workOrder);
    }
}
