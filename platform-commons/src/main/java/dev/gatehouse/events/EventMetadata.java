package dev.gatehouse.events;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * What is known of an event that was opened; every value was authenticated together with the payload.
 *
 * @param producer the service that sealed it, proven by its signature
 * @param subject what it is about; on a pseudonymous topic the pseudonym
 * @param version of the aggregate it is about, where the producer gave one
 */
public record EventMetadata(EventId id, EventTypeName type, TopicName topic, ServiceName producer, Instant time,
        @Nullable String subject, @Nullable Long version, Cause cause) {}
