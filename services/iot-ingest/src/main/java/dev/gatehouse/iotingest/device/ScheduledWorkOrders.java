package dev.gatehouse.iotingest.device;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class ScheduledWorkOrders implements EventHandler<WorkOrderScheduled> {
    private final MarkedDevices devices;

    ScheduledWorkOrders(MarkedDevices devices) {
        this.devices = devices;
    }

    /** Its own time and id count only where the opening was not heard before it. */
    @Override
    public void handle(WorkOrderScheduled order, EventMetadata event) {
        if (order.device() == null)
            return; // something else in the block
        var maintenance = new Maintenance(order.workOrder(), order.scheduled(), event.id(), null, order.visit());
        devices.note(order.device(), Mark.of(order.workOrder(), event, maintenance));
    }
}
