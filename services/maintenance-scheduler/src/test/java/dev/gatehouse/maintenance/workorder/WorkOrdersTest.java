package dev.gatehouse.maintenance.workorder;

import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.test.SentEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.Received.reading;
import static dev.gatehouse.maintenance.workorder.Reason.ABOVE_PLAUSIBLE_BAND;
import static dev.gatehouse.maintenance.workorder.Reason.FAULT_REPORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class WorkOrdersTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final BlockName BLOCK = new BlockName("block-a");
    private static final WorkOrderId ORDER = WorkOrderId.causedBy(new EventId("reading-1"));

    private final SentEvents events = new SentEvents();
    private final WorkOrders workOrders = TestWorkOrders.toldTo(events);

    @Test
    void tellsThatAWorkOrderWasOpened() {
        open("reading-1");

        assertThat(events.events()).containsExactly(new WorkOrderOpened(ORDER, DEVICE, BLOCK, ABOVE_PLAUSIBLE_BAND, NOON));
    }

    @Test
    void tellsThatAWorkOrderIsDone() {
        open("reading-1");
        finish("reading-2");

        assertThat(events.events().getLast()).isEqualTo(new WorkOrderDone(ORDER, DEVICE, BLOCK, NOON));
    }

    @Test
    void tellsAboutTheWorkOrderInTwoVersionsBecauseOfTheReadings() {
        open("reading-1");
        finish("reading-2");

        assertThat(events.all()).extracting(sent -> sent.about().subject()).containsOnly(ORDER.toString());
        assertThat(events.all()).extracting(sent -> sent.about().version()).containsExactly(1L, 2L);
        assertThat(events.all()).extracting(sent -> sent.about().cause())
                .containsExactly(Cause.of(reading("reading-1")), Cause.of(reading("reading-2")));
    }

    @Test
    void opensOneWorkOrderPerDevice() {
        open("reading-1");
        open("reading-2");

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void opensAnotherOneWhenTheFirstIsDone() {
        open("reading-1");
        finish("reading-2");
        open("reading-3");

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone", "WorkOrderOpened");
    }

    @Test
    void doesNotReopenADoneWorkOrderWhenItsEventIsHandledAgain() {
        open("reading-1");
        finish("reading-2");
        open("reading-1");

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    @Test
    void opensAsManyWorkOrdersInABlockAsThereAreFaults() {
        workOrders.open(new Place(BLOCK, null), FAULT_REPORT, reading("report-1"));
        workOrders.open(new Place(BLOCK, null), FAULT_REPORT, reading("report-2"));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void finishesNothingWhenNothingIsOpen() {
        finish("reading-1");

        assertThat(events.all()).isEmpty();
    }

    @Test
    void finishesNothingWhenTheDeviceIsNoLongerTakenForWell() {
        open("reading-1");

        workOrders.finish(DEVICE, reading("reading-2"), () -> false);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void hasOpenedNothingWhenNobodyCouldBeTold() {
        events.loseTheBroker();
        assertThatException().isThrownBy(() -> open("reading-1"));
        events.findTheBroker();

        open("reading-1");

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void hasFinishedNothingWhenNobodyCouldBeTold() {
        open("reading-1");
        events.loseTheBroker();
        assertThatException().isThrownBy(() -> finish("reading-2"));
        events.findTheBroker();

        finish("reading-2");

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderDone");
    }

    private void finish(String reading) {
        workOrders.finish(DEVICE, reading(reading), () -> true);
    }

    private void open(String reading) {
        workOrders.open(new Place(BLOCK, DEVICE), ABOVE_PLAUSIBLE_BAND, reading(reading));
    }
}
