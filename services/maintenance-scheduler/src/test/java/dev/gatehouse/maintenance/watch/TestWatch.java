package dev.gatehouse.maintenance.watch;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** Devices that have reported, for tests of other packages. */
public final class TestWatch {
    private TestWatch() {}

    public static WatchedDevices of(BlockName block, DeviceId device) {
        var devices = new WatchedDevices();
        devices.keep(device, block, Calm.NONE);
        return devices;
    }
}
