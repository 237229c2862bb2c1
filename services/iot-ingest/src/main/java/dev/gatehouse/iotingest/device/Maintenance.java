package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventId;

/**
 * A device is under maintenance.
 *
 * @param event that said so first
 * @param cause the event that led to it, where it was one: the reading that was out of place
 * @param visit when somebody comes; absent: not said yet
 */
public record Maintenance(UUID workOrder, Instant since, EventId event, @Nullable EventId cause, @Nullable Instant visit) {}
