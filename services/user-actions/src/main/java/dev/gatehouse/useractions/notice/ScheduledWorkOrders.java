package dev.gatehouse.useractions.notice;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class ScheduledWorkOrders implements EventHandler<WorkOrderScheduled> {
    private final Notices notices;

    ScheduledWorkOrders(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void handle(WorkOrderScheduled order, EventMetadata event) {
        notices.note(
                new Notice(order.workOrder(), order.block(), order.device(), Notice.State.SCHEDULED, null, order.visit(), null),
                event);
    }
}
