package dev.gatehouse.maintenance.watch;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** A device measured a temperature: of {@code schemas/iot-ingest/reading-recorded.v1.json}, what is needed here. */
@EventType("gatehouse.sensor.reading.recorded")
record ReadingRecorded(DeviceId device, BlockName block, double celsius) {

    /** Reveals nothing of the payload: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "ReadingRecorded[redacted]";
    }
}
