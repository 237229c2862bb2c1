package dev.gatehouse.useractions.notice;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class DoneWorkOrders implements EventHandler<WorkOrderDone> {
    private final Notices notices;

    DoneWorkOrders(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void handle(WorkOrderDone order, EventMetadata event) {
        notices.note(order.block(), new Notice(order.workOrder(), order.device(), null, order.done()));
    }
}
