package dev.gatehouse.maintenance.workorder;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A work order as it is now. It is opened, mostly scheduled for a visit, and at last done or cancelled; each of these is a version.
 *
 * @param visit from when somebody is there; null until it is scheduled
 */
record WorkOrder(WorkOrderId id, Place place, State state, long version, @Nullable Instant visit) {
    enum State {
        OPENED, SCHEDULED, DONE, CANCELLED
    }

    static WorkOrder opened(WorkOrderId id, Place place) {
        return new WorkOrder(id, place, State.OPENED, 1, null);
    }

    WorkOrder scheduled(Instant visit) {
        if (state != State.OPENED)
            throw new IllegalStateException("work order %s is %s: only an opened one is scheduled".formatted(id, state));
        return new WorkOrder(id, place, State.SCHEDULED, version + 1, visit);
    }

    /** The device was seen to be well: because somebody was there, or else by itself. */
    WorkOrder cameRight(Instant at) {
        return ended(visit == null || at.isBefore(visit) ? State.CANCELLED : State.DONE);
    }

    /** Somebody was there, and nothing can tell whether it helped. */
    WorkOrder visited() {
        return ended(State.DONE);
    }

    private WorkOrder ended(State end) {
        return new WorkOrder(id, place, end, version + 1, visit);
    }
}
