package dev.gatehouse.maintenance.workorder;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.round.Round;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.PublishedEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.Received.reading;
import static dev.gatehouse.maintenance.Received.report;
import static dev.gatehouse.maintenance.workorder.Reason.FAULT_REPORT;
import static dev.gatehouse.maintenance.workorder.TestWorkOrders.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PlanningTest {
    private static final BlockName BLOCK = new BlockName("block-a");
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final Duration NOTICE = Duration.ofMinutes(5);

    private final PublishedEvents events = new PublishedEvents();
    private final WorkOrders workOrders = TestWorkOrders.publishing(events);
    private Instant now = NOON;
    private int reports;
    private final Round planning = Handling.DATABASE.transactional(new Planning(TestWorkOrders.table(), events,
            new PlanningProperties(NOTICE, Duration.ofSeconds(1)), () -> now));

    @BeforeEach
    void clear() {
        Handling.clear();
    }

    @Test
    void givesAnOpenedWorkOrderItsVisitAfterTheNotice() {
        open(DEVICE);
        planning.step();

        var order = ((WorkOrderOpened) events.events().getFirst()).workOrder();
        assertThat(events.events()).last()
                .isEqualTo(new WorkOrderScheduled(order, DEVICE, BLOCK, NOON.plus(NOTICE), NOON));
        assertThat(states()).containsExactly("SCHEDULED 2");
    }

    @Test
    void saysThatTheScheduleIsTheCause() {
        open(DEVICE);
        planning.step();

        assertThat(events.all().getLast().about()).returns(2L, about -> about.version())
                .returns(Cause.schedule(), about -> about.cause());
    }

    @Test
    void plansAWorkOrderOnce() {
        open(DEVICE);
        planning.step();
        planning.step();

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderScheduled");
    }

    @Test
    void finishesAWorkOrderOnSomethingElseWhenItsVisitIsOver() {
        open(null);
        planning.step();
        now = NOON.plus(NOTICE);
        planning.step();

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderScheduled", "WorkOrderDone");
        assertThat(events.all().getLast().about()).returns(3L, about -> about.version())
                .returns(Cause.schedule(), about -> about.cause());
        assertThat(states()).containsExactly("DONE 3");
    }

    @Test
    void finishesNothingBeforeItsVisit() {
        open(null);
        planning.step();
        now = NOON.plus(NOTICE).minusMillis(1);
        planning.step();

        assertThat(states()).containsExactly("SCHEDULED 2");
    }

    @Test
    void leavesItToADeviceToShowThatTheVisitHelped() {
        open(DEVICE);
        planning.step();
        now = NOON.plus(NOTICE).plusSeconds(1);
        planning.step();
        assertThat(states()).containsExactly("SCHEDULED 2");

        workOrders.cameRight(DEVICE, reading("well", now));
        assertThat(states()).containsExactly("DONE 3");
    }

    @Test
    void takesABoundedBatchAndSaysThatThereIsMore() {
        for (int i = 0; i <= Planning.BATCH; i++)
            open(null);

        assertThat(planning.step()).isTrue();
        assertThat(states()).filteredOn("SCHEDULED 2"::equals).hasSize(Planning.BATCH);
        assertThat(planning.step()).isFalse();
        assertThat(states()).containsOnly("SCHEDULED 2");
    }

    @Test
    void twoPlannersAtOnceShareTheWorkAndWaitForNobody() {
        for (int i = 0; i < Planning.BATCH + 20; i++)
            open(null);

        Handling.inTransaction(() -> {
            planning.step();
            meanwhile(planning::step);
        });

        assertThat(events.types()).filteredOn("WorkOrderScheduled"::equals).hasSize(Planning.BATCH + 20);
        assertThat(states()).containsOnly("SCHEDULED 2");
    }

    @Test
    void leavesOutAWorkOrderThatIsEndedMeanwhile() {
        open(DEVICE);

        Handling.inTransaction(() -> {
            workOrders.cameRight(DEVICE, reading("well"));
            meanwhile(planning::step);
        });

        assertThat(states()).containsExactly("CANCELLED 2");
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void plansNothingThatNobodyCouldBeTold() {
        open(DEVICE);
        events.refuse(NotSentException.Code.NO_SESSION);

        assertThatExceptionOfType(NotSentException.class).isThrownBy(planning::step);
        assertThat(states()).containsExactly("OPENED 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"notice=PT0S", "every=-PT1S"})
    void stopsTheStartWhenItsTimesAreNone(String setting) {
        new ApplicationContextRunner().withUserConfiguration(WorkOrderConfiguration.class)
                .withPropertyValues("maintenance.planning." + setting)
                .run(context -> assertThat(context).getFailure().rootCause().hasMessageContaining("longer than nothing"));
    }

    private static void meanwhile(Runnable work) {
        CompletableFuture.runAsync(work, Thread::startVirtualThread).orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void open(@Nullable DeviceId device) {
        workOrders.open(new Place(BLOCK, device), FAULT_REPORT, report("report-" + ++reports));
    }
}
