package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.time.InstantSource;

import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.TestDatabase;

/** Devices under maintenance, for tests of other packages. */
public final class TestMarks {
    public static final TestDatabase DATABASE = TestDatabase.of("iot-ingest");

    private TestMarks() {}

    public static MarkedDevices of(DeviceId device, Maintenance maintenance) {
        DATABASE.clear("device_mark");
        var devices = new MarkedDevices(DATABASE.jdbc(), InstantSource.system());
        devices.note(device, new Mark(maintenance.workOrder(), 1, Instant.EPOCH, maintenance));
        return devices;
    }
}
