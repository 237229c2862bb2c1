package dev.gatehouse.maintenance.watch;

import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.SentEvents;

import static dev.gatehouse.maintenance.Received.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

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
    void knowsFromWhichBlockADeviceReports() {
        observe("1", 21);

        assertThat(devices.reportsFrom(new BlockName("block-a"), new DeviceId("device-1"))).isTrue();
        assertThat(devices.reportsFrom(new BlockName("block-b"), new DeviceId("device-1"))).isFalse();
        assertThat(devices.reportsFrom(new BlockName("block-a"), new DeviceId("device-2"))).isFalse();
    }

    private void observe(String event, double celsius) {
        readings.handle(new ReadingRecorded(new DeviceId("device-1"), new BlockName("block-a"), celsius), reading(event));
    }
}
