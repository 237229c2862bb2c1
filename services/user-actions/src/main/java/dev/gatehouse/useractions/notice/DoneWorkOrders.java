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
        notices.note(new Notice(order.workOrder(), order.block(), order.device(), Notice.State.DONE, null, null, order.done()),
                event);
    }
}
