package dev.gatehouse.maintenance.watch;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/** A device that has been calm for long, for tests of other packages. */
public final class TestWatch {
    private TestWatch() {}

    public static WatchedDevices of(BlockName block, DeviceId device) {
        var devices = new WatchedDevices();
        var calm = Calm.NONE.with(new EventId("1")).with(new EventId("2")).with(new EventId("3"));
        devices.keep(device, block, calm);
        return devices;
    }

    public static boolean isCalm(WatchedDevices devices, DeviceId device) {
        return devices.calm(device).lasting();
    }
}
