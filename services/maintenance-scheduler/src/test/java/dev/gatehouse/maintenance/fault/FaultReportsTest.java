package dev.gatehouse.maintenance.fault;

import java.util.ArrayList;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.maintenance.Received;
import dev.gatehouse.maintenance.watch.TestWatch;
import dev.gatehouse.maintenance.watch.WatchedDevices;
import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;
import dev.gatehouse.test.SentEvents;

import static org.assertj.core.api.Assertions.assertThat;

class FaultReportsTest {
    private static final BlockName BLOCK = new BlockName("block-a");
    private static final DeviceId DEVICE = new DeviceId("device-1");

    private final SentEvents events = new SentEvents();
    private final WatchedDevices devices = TestWatch.of(BLOCK, DEVICE);
    private final FaultReports reports = new FaultReports(devices, TestWorkOrders.toldTo(events));

    @Test
    void opensAWorkOrderOnTheDeviceThatTheReportNames() {
        report(BLOCK, DEVICE, "1");

        assertThat(told()).isEqualTo(new Told(BLOCK, DEVICE, "fault-report"));
    }

    @Test
    void doesNotTakeTheCalmBeforeAReportForItsEnd() {
        assertThat(TestWatch.isCalm(devices, DEVICE)).isTrue();

        report(BLOCK, DEVICE, "1");

        assertThat(TestWatch.isCalm(devices, DEVICE)).isFalse();
    }

    @Test
    void doesNotTakeTheCalmBeforeAReportForItsEndWhileItsWorkOrderIsBeingOpened() {
        var calm = new ArrayList<Boolean>();
        var orders = TestWorkOrders.toldTo((event, about) -> {
            calm.add(TestWatch.isCalm(devices, DEVICE));
            return events.send(event, about);
        });

        new FaultReports(devices, orders).handle(new FaultReported(BLOCK, DEVICE), Received.report("1"));

        assertThat(calm).containsExactly(false);
    }

    @Test
    void opensAWorkOrderInTheBlockWhenTheReportNamesNoDevice() {
        report(BLOCK, null, "1");

        assertThat(told()).isEqualTo(new Told(BLOCK, null, "fault-report"));
    }

    @Test
    void takesNoDeviceOfAnotherBlockOutOfService() {
        var other = new BlockName("block-b");

        report(other, DEVICE, "1");

        assertThat(told()).isEqualTo(new Told(other, null, "fault-report"));
    }

    @Test
    void takesNoDeviceOutOfServiceThatNeverReported() {
        report(BLOCK, new DeviceId("device-2"), "1");

        assertThat(told()).isEqualTo(new Told(BLOCK, null, "fault-report"));
    }

    @Test
    void saysThatTheReportIsTheCause() {
        report(BLOCK, null, "1");

        assertThat(events.all().getFirst().about().cause()).isEqualTo(Cause.of(Received.report("1")));
    }

    @Test
    void handlesAReportTwiceAsOneWorkOrder() {
        report(BLOCK, null, "1");
        report(BLOCK, null, "1");

        assertThat(events.all()).extracting(sent -> sent.about().subject()).hasSize(2).containsOnly(
                events.all().getFirst().about().subject());
    }

    private void report(BlockName block, @Nullable DeviceId device, String id) {
        reports.handle(new FaultReported(block, device), Received.report(id));
    }

    /** As a reader of the work order learns of it. */
    private record Told(BlockName block, @Nullable DeviceId device, String reason) {}

    private Told told() {
        return Schemas.event(Schemas.payload(events.events().getFirst()), Told.class);
    }
}
