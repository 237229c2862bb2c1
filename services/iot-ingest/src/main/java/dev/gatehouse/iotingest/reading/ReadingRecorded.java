package dev.gatehouse.iotingest.reading;

import java.time.Instant;

import dev.gatehouse.events.EventType;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;

/** A device measured a temperature. Schema: {@code schemas/reading-recorded.v1.json}. */
@EventType("gatehouse.sensor.reading.recorded")
record ReadingRecorded(DeviceId device, BlockName block, String boot, long sequence, Instant at, double celsius) {

    static ReadingRecorded of(Device device, Reading reading) {
        return new ReadingRecorded(device.id(), device.block(), reading.boot(), reading.sequence(), reading.at(),
                reading.celsius());
    }

    /** Reveals nothing of the payload: whatever is printed ends up in a log. */
    @Override
    public String toString() {
        return "ReadingRecorded[redacted]";
    }
}
