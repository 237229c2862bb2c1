package dev.gatehouse.maintenance.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.delivery.jdbc.JdbcInbox;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.maintenance.Handling;
import dev.gatehouse.maintenance.workorder.TestWorkOrders;
import dev.gatehouse.maintenance.workorder.WorkOrders;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.PublishedEvents;

import static dev.gatehouse.maintenance.Received.NOON;
import static dev.gatehouse.maintenance.Received.reading;
import static dev.gatehouse.maintenance.watch.TestWatch.BLOCK;
import static dev.gatehouse.maintenance.watch.TestWatch.DEVICE;
import static dev.gatehouse.maintenance.watch.TestWatch.calm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadingsTest {
    private final PublishedEvents events = new PublishedEvents();
    private final WorkOrders workOrders = TestWorkOrders.publishing(events);
    private Instant now = NOON;
    private final TestWatch watch = new TestWatch(workOrders, () -> now);

    @BeforeEach
    void clear() {
        Handling.clear();
    }

    @Test
    void opensNoWorkOrderForPlausibleReadings() {
        watch.observe(21.5, 22);

        assertThat(events.all()).isEmpty();
    }

    @Test
    void opensOneWorkOrderForADeviceThatLeavesItsBand() {
        watch.observe(80, 81);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void opensAWorkOrderForEachDeviceThatLeavesItsBand() {
        watch.observe(80);
        watch.handle(new ReadingRecorded(new DeviceId("device-2"), BLOCK, -40));

        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderOpened");
    }

    @Test
    void endsTheWorkOrderAfterThreePlausibleReadingsInARow() {
        watch.observe(80, 21, 21);
        assertThat(events.types()).containsExactly("WorkOrderOpened");

        watch.observe(21);
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void countsFromTheStartWhenTheDeviceLeavesItsBandAgain() {
        watch.observe(80, 21, 21, 80, 21, 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void countsFromTheStartWhenTheDeviceIsDoubted() {
        watch.observe(80, 21, 21);
        watch.devices().isDoubted(BLOCK, DEVICE, NOON);
        watch.observe(21, 21);

        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void takesADeviatingReadingThatComesLateForNothing() {
        handle(21, reading("now", NOON.plusSeconds(10)));

        handle(80, reading("late", NOON.plusSeconds(9)));
        assertThat(calm()).isEqualTo(1);
        assertThat(events.all()).isEmpty();

        handle(80, reading("next", NOON.plusSeconds(10)));
        assertThat(events.types()).containsExactly("WorkOrderOpened");
    }

    @Test
    void leavesADeviceInItsBlockWhateverAPlausibleReadingThatComesLateSays() {
        handle(21, reading("now", NOON.plusSeconds(10)));

        Handling.inTransaction(() -> watch.handleFrom(new BlockName("block-b"), 21, reading("late", NOON)));

        assertThat(watch.devices().isDoubted(BLOCK, DEVICE, NOON)).isTrue();
    }

    @Test
    void doesNotCountReadingsOlderThanWhatSpokeAgainstTheDevice() {
        watch.observe(80);
        watch.devices().isDoubted(BLOCK, DEVICE, NOON.plusSeconds(10));
        watch.devices().isDoubted(BLOCK, DEVICE, NOON.plusSeconds(5));
        watch.observe(80);
        for (int second = 7; second <= 9; second++)
            handle(21, reading("earlier", NOON.plusSeconds(second)));
        assertThat(calm()).isZero();

        for (int second = 10; second <= 12; second++)
            handle(21, reading("later", NOON.plusSeconds(second)));
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void writesNothingWhileTheDeviceIsCalm() {
        watch.observe(21, 21, 21);
        var before = row();

        watch.observe(21, 22);

        assertThat(row()).isEqualTo(before);
    }

    @Test
    void writesOnceADayThatTheDeviceIsThere() {
        watch.observe(21, 21, 21);
        now = NOON.plus(Duration.ofDays(1));
        watch.observe(21);

        assertThat(Handling.DATABASE.jdbc().sql("SELECT seen FROM watched_device").query(Instant.class).single()).isEqualTo(now);
    }

    @Test
    void knowsFromWhichBlockADeviceReports() {
        var other = new BlockName("block-b");
        watch.observe(21, 21, 21);
        assertThat(watch.devices().isDoubted(other, DEVICE, NOON)).isFalse();
        assertThat(calm()).isEqualTo(3);

        watch.handle(new ReadingRecorded(DEVICE, other, 21));
        assertThat(watch.devices().isDoubted(BLOCK, DEVICE, NOON)).isFalse();
        assertThat(watch.devices().isDoubted(other, DEVICE, NOON)).isTrue();
    }

    @Test
    void leavesNothingWhenNobodyCouldBeTold() {
        events.refuse(NotSentException.Code.NO_SESSION);

        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> watch.observe(80));
        assertThat(Handling.DATABASE.rows("watched_device") + Handling.DATABASE.rows("work_order")).isZero();
    }

    @Test
    void doesNotCountAReadingWhoseConsequenceCouldNotBeTold() {
        watch.observe(80, 21, 21);
        events.refuse(NotSentException.Code.NO_SESSION);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> watch.observe(21));
        assertThat(calm()).isEqualTo(2);

        events.accept();
        watch.observe(21);
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void countsAReadingThatIsHandledTwiceOnce() {
        arrive(0, 80, reading("reading-1"));
        arrive(1, 21, reading("reading-2"));
        arrive(2, 21, reading("reading-2"));
        assertThat(calm()).isEqualTo(1);

        arrive(3, 21, reading("reading-3"));
        arrive(4, 21, reading("reading-4"));
        arrive(5, 80, reading("reading-1"));
        assertThat(events.types()).containsExactly("WorkOrderOpened", "WorkOrderCancelled");
    }

    @Test
    void keepsNothingThatWasMeasured() {
        watch.observe(44.0625, 80.0625);

        assertThat(Handling.DATABASE.holds("device-1")).isTrue();
        assertThat(Handling.DATABASE.holds(".0625")).isFalse();
    }

    private void handle(double celsius, EventMetadata event) {
        Handling.inTransaction(() -> watch.handle(celsius, event));
    }

    /** As the platform hands it over. */
    private void arrive(long offset, double celsius, EventMetadata event) {
        var known = offset == 0 ? null : new Inbox.Bookmark("topic-id", offset);
        var step = new Inbox.Step("sensor-readings.v1", 0, event.topic(), known, new Inbox.Bookmark("topic-id", offset + 1),
                NOON);
        new JdbcInbox(Handling.DATABASE.jdbc(), Handling.TRANSACTIONS).advance(step,
                List.of(new Inbox.Arrival(event.producer(), event.id(), NOON)), i -> watch.handle(celsius, event));
    }

    /** Which transaction wrote it, and which one locked it last. */
    private static String row() {
        return Handling.DATABASE.jdbc().sql("SELECT xmin || ' ' || xmax || ' ' || calm FROM watched_device").query(String.class)
                .single();
    }
}
