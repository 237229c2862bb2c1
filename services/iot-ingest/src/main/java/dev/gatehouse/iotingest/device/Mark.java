package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.EventMetadata;

/**
 * What one event says about work on one device. A work order has versions; of two work orders on one device, the later event
 * counts.
 *
 * @param version of the work order
 * @param time of the event, by its producer's clock
 * @param maintenance absent: the work is over
 */
record Mark(UUID workOrder, long version, Instant time, @Nullable Maintenance maintenance) {

    static Mark of(UUID workOrder, EventMetadata event, @Nullable Maintenance maintenance) {
        var version = event.version();
        if (version == null)
            throw new IllegalArgumentException("event %s has no version: without one, a late event would overwrite a newer one"
                    .formatted(event.id()));
        return new Mark(workOrder, version, event.time(), maintenance);
    }
}
