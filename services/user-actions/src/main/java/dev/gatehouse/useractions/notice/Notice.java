package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;

/**
 * What has been heard about one work order.
 *
 * @param device absent: the work is on something else in the block
 * @param opening absent: that it was opened has not been heard, or was forgotten
 * @param done when it was; absent: not yet
 */
public record Notice(UUID workOrder, @Nullable DeviceId device, @Nullable Opening opening, @Nullable Instant done) {

    /** @param cause the event that led to it: what a resident who reported a fault was answered */
    public record Opening(Instant at, String reason, @Nullable EventId cause) {}

    /** Both together; in which order they were heard, and how often, makes no difference. */
    Notice and(Notice other) {
        return new Notice(workOrder, device, opening == null ? other.opening : opening, done == null ? other.done : done);
    }
}
