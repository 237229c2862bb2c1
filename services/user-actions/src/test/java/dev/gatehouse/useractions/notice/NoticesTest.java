package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.useractions.Residents.BLOCK_A;
import static dev.gatehouse.useractions.Residents.BLOCK_B;
import static org.assertj.core.api.Assertions.assertThat;

class NoticesTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-01T18:00:00Z");
    private static final EventId REPORT = new EventId("report");
    private static final Notice.Opening OPENING = new Notice.Opening(NOON, "fault-report", REPORT);

    private final Notices notices = new Notices();

    @Test
    void tellsOfAWorkOrderAndWhatLedToIt() {
        opened(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(new Notice(id(1), DEVICE, OPENING, null));
    }

    @Test
    void tellsWhenTheWorkIsDone() {
        opened(1, BLOCK_A);
        done(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(new Notice(id(1), DEVICE, OPENING, EVENING));
    }

    @Test
    void comesToTheSameInWhateverOrderAndHoweverOftenItHears() {
        done(1, BLOCK_A);
        opened(1, BLOCK_A);
        done(1, BLOCK_A);
        opened(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(new Notice(id(1), DEVICE, OPENING, EVENING));
    }

    @Test
    void tellsABlockNothingOfAnother() {
        opened(1, BLOCK_A);

        assertThat(notices.in(BLOCK_B)).isEmpty();
    }

    @Test
    void tellsTheLatestFirst() {
        opened(1, BLOCK_A);
        opened(2, BLOCK_A);
        done(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).extracting(Notice::workOrder).containsExactly(id(2), id(1));
    }

    @Test
    void forgetsTheOldestOfManyInABlock() {
        for (int i = 0; i <= Notices.MOST_IN_A_BLOCK; i++)
            opened(i, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).hasSize(Notices.MOST_IN_A_BLOCK).extracting(Notice::workOrder).doesNotContain(id(0));
    }

    private void opened(int order, BlockName block) {
        new OpenedWorkOrders(notices).handle(new WorkOrderOpened(id(order), block, DEVICE, "fault-report", NOON), event());
    }

    private void done(int order, BlockName block) {
        new DoneWorkOrders(notices).handle(new WorkOrderDone(id(order), block, DEVICE, EVENING), event());
    }

    private static UUID id(int order) {
        return new UUID(0, order);
    }

    private static EventMetadata event() {
        return new EventMetadata(EventId.random(), new EventTypeName("any.type"), new TopicName("maintenance.v1"),
                new ServiceName("maintenance-scheduler"), NOON, null, null, new Cause.Event(REPORT, REPORT));
    }
}
