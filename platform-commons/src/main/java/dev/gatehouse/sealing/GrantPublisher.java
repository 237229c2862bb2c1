package dev.gatehouse.sealing;

import java.util.concurrent.CompletionStage;

import dev.gatehouse.names.TopicName;

/** Makes a grant durable where its session's records will go. Thread-safe. */
@FunctionalInterface
public interface GrantPublisher {
    /** Completes when the grant is durable; a failure leaves the outcome unknown, and the same bytes are published again. */
    CompletionStage<?> publish(TopicName topic, SessionId id, byte[] grant);
}
