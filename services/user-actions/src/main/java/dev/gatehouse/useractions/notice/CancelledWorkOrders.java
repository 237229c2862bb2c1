package dev.gatehouse.useractions.notice;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class CancelledWorkOrders implements EventHandler<WorkOrderCancelled> {
    private final Notices notices;

    CancelledWorkOrders(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void handle(WorkOrderCancelled order, EventMetadata event) {
        notices.note(
                new Notice(order.workOrder(), order.block(), order.device(), Notice.State.CANCELLED, null, null,
                        order.cancelled()),
                event);
    }
}
