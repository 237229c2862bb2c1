package dev.gatehouse.iotingest.device;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class OpenedWorkOrders implements EventHandler<WorkOrderOpened> {
    private final MarkedDevices devices;

    OpenedWorkOrders(MarkedDevices devices) {
        this.devices = devices;
    }

    @Override
    public void handle(WorkOrderOpened order, EventMetadata event) {
        if (order.device() == null)
            return; // something else in the block
        var cause = event.cause() instanceof Cause.Event earlier ? earlier.id() : null;
        var maintenance = new Maintenance(order.workOrder(), order.opened(), event.id(), cause, null);
        devices.note(order.device(), Mark.of(order.workOrder(), event, maintenance));
    }
}
