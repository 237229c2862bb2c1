package dev.gatehouse.maintenance.watch;

import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.names.EventId;

/**
 * The latest plausible readings of a device in a row, by their events: one that is handled twice counts once.
 *
 * @param period counts how often the device was distrusted; readings of different periods are no row
 */
record Calm(long period, List<EventId> readings) {
    static final Calm NONE = new Calm(0, List.of());
    private static final int LASTING = 3;

    Calm {
        readings = List.copyOf(readings);
    }

    Calm with(EventId reading) {
        if (readings.contains(reading))
            return this;
        var longer = new ArrayList<>(readings);
        longer.add(reading);
        return new Calm(period, longer.subList(Math.max(0, longer.size() - LASTING), longer.size()));
    }

    /** Whether there are enough of them to believe that the device is well again. */
    boolean lasting() {
        return readings.size() == LASTING;
    }

    Calm broken() {
        return new Calm(period, List.of());
    }

    Calm distrusted() {
        return new Calm(period + 1, List.of());
    }
}
