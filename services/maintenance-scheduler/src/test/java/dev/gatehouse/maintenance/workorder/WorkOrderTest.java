package dev.gatehouse.maintenance.workorder;

import org.junit.jupiter.api.Test;

import dev.gatehouse.maintenance.Received;
import dev.gatehouse.maintenance.workorder.WorkOrder.State;
import dev.gatehouse.names.BlockName;

import static dev.gatehouse.maintenance.Received.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class WorkOrderTest {
    private final WorkOrder opened = WorkOrder.opened(WorkOrderId.causedBy(Received.reading("reading-1")),
            new Place(new BlockName("block-a"), null));

    @Test
    void everyChangeIsTheNextVersion() {
        var scheduled = opened.scheduled(NOON);

        assertThat(opened).returns(1L, WorkOrder::version).returns(State.OPENED, WorkOrder::state);
        assertThat(scheduled).returns(2L, WorkOrder::version).returns(State.SCHEDULED, WorkOrder::state);
        assertThat(scheduled.visited()).returns(3L, WorkOrder::version).returns(State.DONE, WorkOrder::state);
    }

    @Test
    void isCancelledWhenTheDeviceCameRightWithoutAVisit() {
        assertThat(opened.cameRight(NOON)).returns(2L, WorkOrder::version).returns(State.CANCELLED, WorkOrder::state);
        assertThat(opened.scheduled(NOON).cameRight(NOON.minusNanos(1))).returns(State.CANCELLED, WorkOrder::state);
    }

    @Test
    void isDoneWhenTheDeviceCameRightFromTheVisitOn() {
        assertThat(opened.scheduled(NOON).cameRight(NOON)).returns(3L, WorkOrder::version).returns(State.DONE, WorkOrder::state);
    }

    @Test
    void isScheduledOnce() {
        assertThatIllegalStateException().isThrownBy(() -> opened.scheduled(NOON).scheduled(NOON));
    }
}
