package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Somebody has to come to a block: of {@code schemas/maintenance-scheduler/work-order-opened.v1.json}, what is needed here. */
@EventType("gatehouse.maintenance.work-order.opened")
record WorkOrderOpened(UUID workOrder, BlockName block, @Nullable DeviceId device, String reason, Instant opened) {

    /** Reveals nothing but the work order, which the topic's headers show anyway. */
    @Override
    public String toString() {
        return "WorkOrderOpened[workOrder=%s, redacted]".formatted(workOrder);
    }
}
