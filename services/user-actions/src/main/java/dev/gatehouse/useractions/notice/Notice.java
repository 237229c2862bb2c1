package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/**
 * What has been heard about one work order, or what one event says about it.
 *
 * @param device absent: the work is on something else in the block
 * @param opening absent: that it was opened has not been heard
 * @param visit when somebody comes; absent: not said
 * @param ended when it was done or cancelled; absent: it is not over
 */
public record Notice(UUID workOrder, BlockName block, @Nullable DeviceId device, State state, @Nullable Opening opening,
        @Nullable Instant visit, @Nullable Instant ended) {

    /** How far it is. */
    public enum State {
        OPENED, SCHEDULED, DONE, CANCELLED
    }

    /** @param cause the event that led to it: what a resident who reported a fault was answered */
    public record Opening(Instant at, String reason, @Nullable EventId cause) {}
}
