package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MarkedDevicesTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant VISIT = Instant.parse("2026-01-02T12:00:00Z");
    private static final EventId READING = new EventId("reading");

    private Instant now = NOON;
    private final MarkedDevices devices = new MarkedDevices(TestMarks.DATABASE.jdbc(), () -> now);

    @BeforeEach
    void forgetTheTestBefore() {
        TestMarks.DATABASE.clear("device_mark");
    }

    @Test
    void marksADeviceFromTheOpeningOfItsWorkOrder() {
        opened(FIRST, 1L, 0);

        assertThat(devices.maintenance(DEVICE)).contains(new Maintenance(FIRST, NOON, new EventId("event-0"), READING, null));
    }

    @Test
    void knowsNothingOfOtherDevices() {
        opened(FIRST, 1L, 0);

        assertThat(devices.maintenance(new DeviceId("device-2"))).isEmpty();
    }

    @Test
    void unmarksADeviceWhenItsWorkOrderIsDone() {
        opened(FIRST, 1L, 0);
        done(FIRST, 2L, 1);

        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void unmarksADeviceWhenItsWorkOrderIsCancelled() {
        opened(FIRST, 1L, 0);
        new CancelledWorkOrders(devices).handle(new WorkOrderCancelled(FIRST, DEVICE), event(3L, 2));

        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void tellsWhenSomebodyComesAndStillSinceWhenAndWhy() {
        opened(FIRST, 1L, 0);
        scheduled(FIRST, 2L, 1);

        assertThat(devices.maintenance(DEVICE)).contains(new Maintenance(FIRST, NOON, new EventId("event-0"), READING, VISIT));
    }

    @Test
    void doesNotLetALateOpeningTakeBackTheVisit() {
        scheduled(FIRST, 2L, 1);
        opened(FIRST, 1L, 0);

        assertThat(devices.maintenance(DEVICE)).map(Maintenance::visit).contains(VISIT);
    }

    @Test
    void doesNotLetALateVisitOverwriteThatTheWorkIsDone() {
        done(FIRST, 3L, 2);
        scheduled(FIRST, 2L, 1);

        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void takesNothingOfAnEarlierWorkOrderOverIntoALaterOne() {
        opened(FIRST, 1L, 0);
        new ScheduledWorkOrders(devices).handle(new WorkOrderScheduled(SECOND, DEVICE, VISIT, NOON), event(2L, 1));

        assertThat(devices.maintenance(DEVICE)).map(Maintenance::event).contains(new EventId("event-1"));
    }

    @Test
    void forgetsADeviceThirtyDaysAfterItsWorkIsOverAndNoneUnderMaintenance() {
        opened(FIRST, 1L, 0);
        new DoneWorkOrders(devices).handle(new WorkOrderDone(SECOND, new DeviceId("device-2")), event(2L, 0));
        now = NOON.plus(MarkedDevices.KEPT);
        devices.forget();
        assertThat(TestMarks.DATABASE.rows("device_mark")).isEqualTo(2);

        now = now.plusSeconds(1);
        devices.forget();
        assertThat(TestMarks.DATABASE.rows("device_mark")).isEqualTo(1);
        assertThat(devices.maintenance(DEVICE)).isPresent();
    }

    @Test
    void keepsWhatItHeardForTheNextInstance() {
        opened(FIRST, 1L, 0);

        assertThat(new MarkedDevices(TestMarks.DATABASE.jdbc(), InstantSource.system()).maintenance(DEVICE)).isPresent();
    }

    @Test
    void doesNotLetALateOpeningOverwriteThatTheWorkIsDone() {
        done(FIRST, 2L, 0);
        opened(FIRST, 1L, 1);

        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void doesNotLetTheLateEndOfAnEarlierWorkOrderEndALaterOne() {
        opened(SECOND, 1L, 2);
        done(FIRST, 2L, 1);

        assertThat(devices.maintenance(DEVICE)).map(Maintenance::workOrder).contains(SECOND);
    }

    @Test
    void letsALaterWorkOrderTakeThePlaceOfOneWhoseEndWasNeverHeard() {
        opened(FIRST, 1L, 0);
        opened(SECOND, 1L, 1);
        done(SECOND, 2L, 2);

        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void marksNothingWhenTheWorkIsOnSomethingElseInTheBlock() {
        new OpenedWorkOrders(devices).handle(new WorkOrderOpened(FIRST, null, NOON), event(1L, 0));
        new ScheduledWorkOrders(devices).handle(new WorkOrderScheduled(FIRST, null, VISIT, NOON), event(2L, 1));
        new DoneWorkOrders(devices).handle(new WorkOrderDone(FIRST, null), event(3L, 2));
        new CancelledWorkOrders(devices).handle(new WorkOrderCancelled(FIRST, null), event(3L, 2));

        assertThat(TestMarks.DATABASE.rows("device_mark")).isZero();
        assertThat(devices.maintenance(DEVICE)).isEmpty();
    }

    @Test
    void handlesAnEventTwiceLikeOnce() {
        opened(FIRST, 1L, 0);
        opened(FIRST, 1L, 0);

        assertThat(devices.maintenance(DEVICE)).map(Maintenance::event).contains(new EventId("event-0"));
    }

    @Test
    void refusesAnEventWithoutAVersion() {
        assertThatIllegalArgumentException().isThrownBy(() -> opened(FIRST, null, 0)).withMessageContaining("no version");
    }

    private void opened(UUID order, @Nullable Long version, int minutes) {
        new OpenedWorkOrders(devices).handle(new WorkOrderOpened(order, DEVICE, NOON), event(version, minutes));
    }

    private void scheduled(UUID order, long version, int minutes) {
        new ScheduledWorkOrders(devices).handle(new WorkOrderScheduled(order, DEVICE, VISIT, NOON), event(version, minutes));
    }

    private void done(UUID order, long version, int minutes) {
        new DoneWorkOrders(devices).handle(new WorkOrderDone(order, DEVICE), event(version, minutes));
    }

    private static EventMetadata event(@Nullable Long version, int minutes) {
        return new EventMetadata(new EventId("event-" + minutes), new EventTypeName("any.type"), new TopicName("maintenance.v1"),
                new ServiceName("maintenance-scheduler"), NOON.plusSeconds(60L * minutes), null, version,
                new Cause.Event(READING, READING));
    }
}
