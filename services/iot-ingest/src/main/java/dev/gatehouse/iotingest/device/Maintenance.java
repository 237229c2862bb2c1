package dev.gatehouse.iotingest.device;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventId;

/**
 * A device is under maintenance.
 *
 * @param event that says so
 * @param cause the event that led to it, where it was one: the reading that was out of place
 */
public record Maintenance(UUID workOrder, Instant since, EventId event, @Nullable EventId cause) {}
