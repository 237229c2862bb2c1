package dev.gatehouse.iotingest.device;

import java.time.Instant;

import dev.gatehouse.names.DeviceId;

/** Devices under maintenance, for tests of other packages. */
public final class TestMarks {
    private TestMarks() {}

    public static MarkedDevices of(DeviceId device, Maintenance maintenance) {
        var devices = new MarkedDevices();
        devices.note(device, new Mark(maintenance.workOrder(), 1, Instant.EPOCH, maintenance));
        return devices;
    }
}
