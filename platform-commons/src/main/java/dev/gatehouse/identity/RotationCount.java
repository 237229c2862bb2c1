package dev.gatehouse.identity;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Rotations since the start.
 *
 * @param rotations identities that were taken after the first
 * @param failures identities that were not taken or not shown; one that stays as it is counts once
 * @param lastRotation absent before the first
 * @param lastFailure absent before the first
 * @param lastReason why, in words for the operator; empty before the first
 */
public record RotationCount(long rotations, long failures, @Nullable Instant lastRotation, @Nullable Instant lastFailure,
        String lastReason) {
    static final RotationCount NONE = new RotationCount(0, 0, null, null, "");

    RotationCount rotated(Instant now) {
        return new RotationCount(rotations + 1, failures, now, lastFailure, lastReason);
    }

    RotationCount failed(Instant now, String reason) {
        return new RotationCount(rotations, failures + 1, lastRotation, now, reason);
    }
}
