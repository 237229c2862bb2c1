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

    private void deviates(ReadingRecorded reading, Reason reason, EventMetadata event) {
        if (devices.isDoubtedByItself(reading.block(), reading.device(), event.time()))
            workOrders.open(new Place(reading.block(), reading.device()), reason, event);
    }

    private void isPlausible(ReadingRecorded reading, EventMetadata event) {
        if (!devices.isCalm(reading.device(), reading.block())
                && devices.calmsDown(reading.device(), reading.block(), event.time()))
            workOrders.cameRight(reading.device(), event);
    }
}
