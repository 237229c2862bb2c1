package dev.gatehouse.maintenance.watch;

import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.test.SentEvents;

import static dev.gatehouse.maintenance.Received.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

class ReadingsTest {
    private final SentEvents events = new SentEvents();
    private final WatchedDevices devices = new WatchedDevices();
    private final Readings readings = new Readings(new PlausibleBand(-15, 45), devices, TestWorkOrders.toldTo(events));

    @Test
    void opensNoWorkOrderForPlausibleReadings() {
        observe("1", 21.5);
        observe("2", 22);

        assertThat(events.all()).isEmpty();
    }

    @Test
    void opensOneWorkOrderForADeviceThatLeavesItsBand() {
        observe("1", 80);
        observe("2", 81);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void opensAWorkOrderForEachDeviceThatLeavesItsBand() {
        observe("1", 80);
        readings.handle(new ReadingRecorded(new DeviceId("device-2"), new BlockName("block-a"), -40), reading("2"));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void finishesTheWorkOrderAfterThreePlausibleReadingsInARow() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened");

        observe("4", 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void countsFromTheStartWhenTheDeviceLeavesItsBandAgain() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        observe("4", 80);
        observe("5", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void countsAReadingThatIsHandledTwiceOnce() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        observe("3", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void comesToTheSameEndWhenAllIsHandledAgain() {
        for (int i = 0; i < 2; i++) {
            observe("1", 80);
            observe("2", 21);
            observe("3", 21);
            observe("4", 21);
        }

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void opensTheSameWorkOrderWhenTheBrokerWasGoneTheFirstTime() {
        events.loseTheBroker();
        assertThatException().isThrownBy(() -> observe("1", 80));
        events.findTheBroker();

        observe("1", 80);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void doesNotCountAReadingWhoseConsequenceCouldNotBeTold() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        events.loseTheBroker();
        assertThatException().isThrownBy(() -> observe("4", 21));
        events.findTheBroker();

        observe("4", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void countsFromTheStartWhenTheDeviceIsNoLongerTrusted() {
        observe("1", 80);
        observe("2", 21);
        observe("3", 21);
        devices.distrust(new DeviceId("device-1"));
        observe("4", 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void doesNotCountAReadingDuringWhichTheDeviceWasDistrusted() {
        var device = new DeviceId("device-1");
        var distrusting = new Readings(new PlausibleBand(-15, 45), devices, TestWorkOrders.toldTo((event, about) -> {
            devices.distrust(device);
            return events.send(event, about);
        }));

        observe(distrusting, "device-1", "1", 80);
        for (var plausible : List.of("2", "3", "4"))
            observe(distrusting, "device-1", plausible, 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
        assertThat(TestWatch.isCalm(devices, device)).isFalse();
    }

    @Test
    void takesNoCalmFromBeforeADistrustForAnyAfterIt() {
        var device = new DeviceId("device-1");
        observe("1", 21);
        var before = devices.calm(device).with(new EventId("2"));

        devices.distrust(device);

        assertThat(devices.stillTrusts(device, before)).isFalse();
        assertThat(devices.stillTrusts(device, devices.calm(device))).isTrue();
    }

    @Test
    void finishesNothingWhenTheDeviceIsDistrustedWhileTheReadingWaitsForAnotherChange() throws InterruptedException {
        var told = new CountDownLatch(1);
        var slow = new Readings(new PlausibleBand(-15, 45), devices, TestWorkOrders.toldTo((event, about) -> {
            if (events.all().size() == 1)
                awaitOpen(told);
            return events.send(event, about);
        }));
        observe(slow, "device-1", "1", 80);
        observe(slow, "device-1", "2", 21);
        observe(slow, "device-1", "3", 21);

        var other = Thread.ofPlatform().start(() -> observe(slow, "device-2", "4", 80));
        await().until(() -> other.getState() == Thread.State.WAITING);
        var waiting = Thread.ofPlatform().start(() -> observe(slow, "device-1", "5", 21));
        await().until(() -> waiting.getState() == Thread.State.BLOCKED);
        devices.distrust(new DeviceId("device-1"));
        told.countDown();
        other.join();
        waiting.join();

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void knowsFromWhichBlockADeviceReports() {
        observe("1", 21);

        assertThat(devices.reportsFrom(new BlockName("block-a"), new DeviceId("device-1"))).isTrue();
        assertThat(devices.reportsFrom(new BlockName("block-b"), new DeviceId("device-1"))).isFalse();
        assertThat(devices.reportsFrom(new BlockName("block-a"), new DeviceId("device-2"))).isFalse();
    }

    private void observe(String event, double celsius) {
        observe(readings, "device-1", event, celsius);
    }

    private static void observe(Readings readings, String device, String event, double celsius) {
        readings.handle(new ReadingRecorded(new DeviceId(device), new BlockName("block-a"), celsius), reading(event));
    }

    private static void awaitOpen(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
