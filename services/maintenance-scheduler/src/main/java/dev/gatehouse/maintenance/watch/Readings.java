package dev.gatehouse.maintenance.watch;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.maintenance.workorder.Place;
import dev.gatehouse.maintenance.workorder.Reason;
import dev.gatehouse.maintenance.workorder.WorkOrders;

/** A device that leaves its plausible band needs work; one that stays within it for a while does no longer. */
@Component
final class Readings implements EventHandler<ReadingRecorded> {
    private final PlausibleBand band;
    private final WatchedDevices devices;
    private final WorkOrders workOrders;

    Readings(PlausibleBand band, WatchedDevices devices, WorkOrders workOrders) {
        this.band = band;
        this.devices = devices;
        this.workOrders = workOrders;
    }

    @Override
    public void handle(ReadingRecorded reading, EventMetadata event) {
        band.deviation(reading.celsius()).ifPresentOrElse(reason -> deviates(reading, reason, event),
                () -> isPlausible(reading, event));
    }

    // Both tell first and note afterwards: a handler that throws is run again, and must find nothing changed.

    private void deviates(ReadingRecorded reading, Reason reason, EventMetadata event) {
        var calm = devices.calm(reading.device()).broken();
        workOrders.open(new Place(reading.block(), reading.device()), reason, event);
        devices.keep(reading.device(), reading.block(), calm);
    }

    private void isPlausible(ReadingRecorded reading, EventMetadata event) {
        var calm = devices.calm(reading.device()).with(event.id());
        if (calm.lasting())
            workOrders.finish(reading.device(), event, () -> devices.stillTrusts(reading.device(), calm));
        devices.keep(reading.device(), reading.block(), calm);
    }
}
