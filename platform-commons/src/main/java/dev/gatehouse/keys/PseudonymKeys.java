package dev.gatehouse.keys;

import dev.gatehouse.names.TopicName;

/** The HMAC keys of the pseudonymous topics that this service writes. Thread-safe. */
@FunctionalInterface
public interface PseudonymKeys {
    /** @throws IllegalStateException when there is none and this service does not own the topic */
    PseudonymKey of(TopicName topic);
}
