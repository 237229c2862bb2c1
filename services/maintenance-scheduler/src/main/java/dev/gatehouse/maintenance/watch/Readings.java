package dev.gatehouse.maintenance.watch;

import org.springframework.stereotype.Component;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.maintenance.workorder.Reason;
import dev.gatehouse.maintenance.workorder.WorkOrders;

/** A device that leaves its plausible band needs work; one that stays within it for a while does no longer. */
@Component
final class Readings implements EventHandler<ReadingRecorded> {
    private final PlausibleBand band;
    private final Calms calms;
    private final WorkOrders workOrders;

    Readings(PlausibleBand band, Calms calms, WorkOrders workOrders) {
        this.band = band;
        this.calms = calms;
        this.workOrders = workOrders;
    }

    @Override
    public void handle(ReadingRecorded reading, EventMetadata event) {
        band.deviation(reading.celsius()).ifPresentOrElse(reason -> deviates(reading, reason, event),
                () -> isPlausible(reading, event));
    }

    // Both tell first and note afterwards: a handler that throws is run again, and must find nothing changed.

    private void deviates(ReadingRecorded reading, Reason reason, EventMetadata event) {
        workOrders.open(reading.device(), reading.block(), reason, event);
        calms.end(reading.device());
    }

    private void isPlausible(ReadingRecorded reading, EventMetadata event) {
        var calm = calms.of(reading.device()).with(event.id());
        if (calm.lasting())
            workOrders.finish(reading.device(), event);
        calms.keep(reading.device(), calm);
    }
}
