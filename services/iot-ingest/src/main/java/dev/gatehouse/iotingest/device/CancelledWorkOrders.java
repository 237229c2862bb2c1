package dev.gatehouse.iotingest.device;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

@Component
final class CancelledWorkOrders implements EventHandler<WorkOrderCancelled> {
    private final MarkedDevices devices;

    CancelledWorkOrders(MarkedDevices devices) {
        this.devices = devices;
    }

    @Override
    public void handle(WorkOrderCancelled order, EventMetadata event) {
        if (order.device() != null)
            devices.note(order.device(), Mark.of(order.workOrder(), event, null));
    }
}
