package dev.gatehouse.maintenance.fault;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.maintenance.watch.WatchedDevices;
import dev.gatehouse.maintenance.workorder.Place;
import dev.gatehouse.maintenance.workorder.WorkOrders;

import static dev.gatehouse.maintenance.workorder.Reason.FAULT_REPORT;

/**
 * A fault report leads to a work order: on the device that it names, if that is known to report from the resident's own block, and
 * otherwise on something in the block. So nobody takes devices of other blocks out of service, or makes some up.
 */
@Component
final class FaultReports implements EventHandler<FaultReported> {
    private final WatchedDevices devices;
    private final WorkOrders workOrders;

    FaultReports(WatchedDevices devices, WorkOrders workOrders) {
        this.devices = devices;
        this.workOrders = workOrders;
    }

    @Override
    public void handle(FaultReported report, EventMetadata event) {
        var device = report.device();
        boolean known = device != null && devices.isDoubted(report.block(), device, event.time());
        workOrders.open(new Place(report.block(), known ? device : null), FAULT_REPORT, event);
    }
}
