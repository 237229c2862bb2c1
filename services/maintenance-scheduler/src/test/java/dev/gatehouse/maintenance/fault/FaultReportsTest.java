package dev.gatehouse.maintenance.fault;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.Received;
import dev.gatehouse.maintenance.watch.TestWatch;
import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.maintenance.workorder.WorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.PublishedEvents;
import dev.gatehouse.test.Schemas;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.watch.TestWatch.BLOCK;
import static dev.gatehouse.maintenance.watch.TestWatch.DEVICE;
import static dev.gatehouse.maintenance.watch.TestWatch.calm;
import static dev.gatehouse.maintenance.workorder.TestWorkOrders.states;
import static org.assertj.core.api.Assertions.assertThat;

/** A device of the block has been calm for long. */
class FaultReportsTest {
    private final PublishedEvents events = new PublishedEvents();
    private final WorkOrders workOrders = TestWorkOrders.publishing(events);
    private final TestWatch watch = new TestWatch(workOrders);
    private final FaultReports reports = new FaultReports(watch.devices(), workOrders);

    @BeforeEach
    void aCalmDevice() {
        Handling.clear();
        watch.observe(21, 21, 21);
    }

    @Test
    void opensAWorkOrderOnTheDeviceThatTheReportNames() {
        report(BLOCK, DEVICE);

        assertThat(told()).isEqualTo(new Told(BLOCK, DEVICE, "fault-report"));
    }

    @Test
    void doesNotTakeTheCalmBeforeAReportForItsEnd() {
        report(BLOCK, DEVICE);
        assertThat(calm()).isZero();

        watch.observe(21, 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened");
        watch.observe(21);
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void opensAWorkOrderInTheBlockWhenTheyNameNoDevice() {
        report(BLOCK, null);

        assertThat(told()).isEqualTo(new Told(BLOCK, null, "fault-report"));
    }

    @Test
    void takesNoDeviceOfAnotherBlockOutOfService() {
        var other = new BlockName("block-b");

        report(other, DEVICE);

        assertThat(told()).isEqualTo(new Told(other, null, "fault-report"));
        assertThat(calm()).isEqualTo(3);
    }

    @Test
    void takesNoDeviceOutOfServiceThatNeverReported() {
        report(BLOCK, new DeviceId("device-2"));

        assertThat(told()).isEqualTo(new Told(BLOCK, null, "fault-report"));
    }

    @Test
    void saysThatTheReportIsTheCause() {
        report(BLOCK, null);

        assertThat(events.all().getFirst().about().cause()).isEqualTo(Cause.of(Received.report("report")));
    }

    @Test
    void waitsForAReadingOfTheSameDeviceAndComesAfterIt() {
        watch.observe(80, 21, 21);

        Handling.secondWaitsForFirst(() -> watch.handle(21, Received.reading("well")), () -> handle(BLOCK, DEVICE));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled", "WorkOrderOpened");
        assertThat(calm()).isZero();
    }

    @Test
    void letsNoReadingThatIsHandledMeanwhileEndTheWorkOrder() {
        watch.observe(80, 21, 21);

        Handling.secondWaitsForFirst(() -> handle(BLOCK, DEVICE),
                () -> watch.handle(21, Received.reading("meanwhile", NOON.plusSeconds(1))));

        assertThat(states()).containsExactly("OPENED 1");
        assertThat(calm()).isEqualTo(1);
    }

    private void report(BlockName block, @Nullable DeviceId device) {
        Handling.inTransaction(() -> handle(block, device));
    }

    private void handle(BlockName block, @Nullable DeviceId device) {
        reports.handle(new FaultReported(block, device), Received.report("report"));
    }

    /** As a reader of the work order learns of it. */
    private record Told(BlockName block, @Nullable DeviceId device, String reason) {}

    private Told told() {
        return Schemas.event(Schemas.payload(events.events().getFirst()), Told.class);
    }
}
