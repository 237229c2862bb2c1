package dev.gatehouse.useractions.notice;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class OpenedWorkOrders implements EventHandler<WorkOrderOpened> {
    private final Notices notices;

    OpenedWorkOrders(Notices notices) {
        this.notices = notices;
    }

    @Override
    public void handle(WorkOrderOpened order, EventMetadata event) {
        var cause = event.cause() instanceof Cause.Event earlier ? earlier.id() : null;
        var opening = new Notice.Opening(order.opened(), order.reason(), cause);
        notices.note(
                new Notice(order.workOrder(), order.block(), order.device(), Notice.State.OPENED, opening, null, null), event);
    }
}
