package dev.gatehouse.delivery;

import java.util.List;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.EventId;
import dev.gatehouse.sealing.Header;

/**
 * An event as it goes to Kafka; whoever carries it needs no key. The arrays are lent.
 *
 * @param subject also the record's key, in UTF-8; on a pseudonymous topic the pseudonym
 * @param headers all of them bound by the seal
 */
public record SealedEvent(TopicContract topic, EventId id, String subject, List<Header> headers, byte[] value) {
    /** Names no more than the broker sees. */
    @Override
    public String toString() {
        return "event %s on %s".formatted(id, topic.topic());
    }
}
