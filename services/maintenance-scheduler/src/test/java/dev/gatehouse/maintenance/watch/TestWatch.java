package dev.gatehouse.maintenance.watch;

import java.time.InstantSource;

import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.Received;
import dev.gatehouse.maintenance.workorder.WorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

/** What is watched, in the database of the tests. */
public final class TestWatch {
    public static final BlockName BLOCK = new BlockName("block-a");
    public static final DeviceId DEVICE = new DeviceId("device-1");

    private final WatchedDevices devices;
    private final Readings readings;
    private int observed;

    public TestWatch(WorkOrders workOrders) {
        this(workOrders, InstantSource.fixed(Received.NOON));
    }

    TestWatch(WorkOrders workOrders, InstantSource time) {
        this.devices = new WatchedDevices(Handling.DATABASE.jdbc(), time);
        this.readings = new Readings(new PlausibleBand(-15, 45), devices, workOrders);
    }

    public WatchedDevices devices() {
        return devices;
    }

    /** Each is an event, and a transaction, of its own. */
    public void observe(double... celsius) {
        for (var one : celsius)
            Handling.inTransaction(() -> handle(one, another()));
    }

    public void handle(double celsius, EventMetadata event) {
        readings.handle(new ReadingRecorded(DEVICE, BLOCK, celsius), event);
    }

    void handle(ReadingRecorded reading) {
        Handling.inTransaction(() -> readings.handle(reading, another()));
    }

    void handleFrom(BlockName block, double celsius, EventMetadata event) {
        readings.handle(new ReadingRecorded(DEVICE, block, celsius), event);
    }

    private EventMetadata another() {
        return Received.reading("any-" + ++observed);
    }

    /** Plausible readings in a row. */
    public static int calm() {
        return Handling.DATABASE.jdbc().sql("SELECT calm FROM watched_device WHERE device = ?").param(DEVICE.value())
                .query(Integer.class).single();
    }
}
