package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.workorder.WorkOrder.State;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.PublishedEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.Received.reading;
import static dev.gatehouse.maintenance.workorder.Reason.ABOVE_PLAUSIBLE_BAND;
import static dev.gatehouse.maintenance.workorder.Reason.FAULT_REPORT;
import static dev.gatehouse.maintenance.workorder.TestWorkOrders.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WorkOrdersTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final BlockName BLOCK = new BlockName("block-a");
    private static final Instant VISIT = NOON.plusSeconds(60);

    private final PublishedEvents events = new PublishedEvents();
    private final WorkOrders workOrders = TestWorkOrders.publishing(events);

    @BeforeEach
    void clear() {
        Handling.clear();
    }

    @Test
    void tellsThatAWorkOrderWasOpened() {
        open();

        assertThat(events.events()).first().isEqualTo(new WorkOrderOpened(id(), DEVICE, BLOCK, ABOVE_PLAUSIBLE_BAND, NOON));
        assertThat(events.all().getFirst().about()).returns(id().toString(), about -> about.subject())
                .returns(1L, about -> about.version()).returns(Cause.of(reading("because")), about -> about.cause());
    }

    @Test
    void cancelsAWorkOrderThatNobodyHasPlanned() {
        open();
        cameRight(NOON);

        assertThat(events.events()).last().isEqualTo(new WorkOrderCancelled(id(), DEVICE, BLOCK, NOON));
        assertThat(events.all().getLast().about()).returns(2L, about -> about.version())
                .returns(Cause.of(reading("well")), about -> about.cause());
        assertThat(states()).containsExactly("CANCELLED 2");
    }

    @Test
    void cancelsAWorkOrderBeforeItsVisit() {
        open();
        schedule();
        cameRight(VISIT.minusMillis(1));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
        assertThat(states()).containsExactly("CANCELLED 3");
    }

    @Test
    void finishesAWorkOrderFromItsVisitOn() {
        open();
        schedule();
        cameRight(VISIT);

        assertThat(events.events()).last().isEqualTo(new WorkOrderDone(id(), DEVICE, BLOCK, VISIT));
        assertThat(events.all().getLast().about().version()).isEqualTo(3);
        assertThat(states()).containsExactly("DONE 3");
    }

    @Test
    void opensOneWorkOrderPerDeviceAlsoWhenItIsPlanned() {
        open();
        open("more");
        schedule();
        open("still-more");

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void opensAnotherOneWhenTheFirstIsOver() {
        open();
        cameRight(NOON);
        open("again");

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled", "WorkOrderOpened");
        assertThat(states()).containsExactlyInAnyOrder("CANCELLED 2", "OPENED 1");
    }

    @Test
    void opensNoOtherOneForAnEventThatHasLedToOne() {
        open();
        cameRight(NOON);
        open();

        assertThat(states()).containsExactly("CANCELLED 2");
    }

    @Test
    void opensTheSameOneForAnEventThatADatabaseHasForgotten() {
        open();
        var before = id();
        Handling.clear();
        TestWorkOrders.publishing(new PublishedEvents()).open(new Place(BLOCK, DEVICE), ABOVE_PLAUSIBLE_BAND, reading("because"));

        assertThat(id()).isEqualTo(before);
    }

    @Test
    void endsAWorkOrderOnce() {
        open();
        cameRight(NOON);
        cameRight(NOON);

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void opensAsManyWorkOrdersInABlockAsThereAreFaults() {
        workOrders.open(new Place(BLOCK, null), FAULT_REPORT, reading("report-1"));
        workOrders.open(new Place(BLOCK, null), FAULT_REPORT, reading("report-2"));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void endsNothingWhenNothingStands() {
        cameRight(NOON);

        assertThat(events.all()).isEmpty();
    }

    @Test
    void leavesNoRowWhenNobodyCouldBeTold() {
        events.refuse(NotSentException.Code.NO_SESSION);

        assertThatExceptionOfType(NotSentException.class).isThrownBy(this::open);
        assertThat(states()).isEmpty();
    }

    @Test
    void endsNothingWhenNobodyCouldBeTold() {
        open();
        events.refuse(NotSentException.Code.NO_SESSION);

        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> cameRight(NOON));
        assertThat(states()).containsExactly("OPENED 1");
    }

    @Test
    void opensOneWorkOrderForADeviceInTwoTransactionsAtOnce() {
        Handling.secondWaitsForFirst(this::open, () -> open("meanwhile"));

        assertThat(events.types()).containsExactly("WorkOrderOpened");
        assertThat(states()).containsExactly("OPENED 1");
    }

    @Test
    void endsAWorkOrderOnceInTwoTransactionsAtOnce() {
        open();

        Handling.secondWaitsForFirst(() -> cameRight(NOON), () -> cameRight(NOON));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void endsAWorkOrderAsItIsWhenItsVisitHasBeenPlannedMeanwhile() {
        open();

        Handling.secondWaitsForFirst(this::schedule, () -> cameRight(VISIT));

        assertThat(states()).containsExactly("DONE 3");
    }

    private void open() {
        open("because");
    }

    private void open(String because) {
        workOrders.open(new Place(BLOCK, DEVICE), ABOVE_PLAUSIBLE_BAND, reading(because));
    }

    private void cameRight(Instant at) {
        workOrders.cameRight(DEVICE, reading("well", at));
    }

    /** Without telling. */
    private void schedule() {
        TestWorkOrders.table().schedule(
                new WorkOrder(id(), new Place(BLOCK, DEVICE), State.SCHEDULED, 2, VISIT), VISIT);
    }

    private static WorkOrderId id() {
        return new WorkOrderId(Handling.DATABASE.jdbc().sql("SELECT id FROM work_order").query(java.util.UUID.class).single());
    }
}
