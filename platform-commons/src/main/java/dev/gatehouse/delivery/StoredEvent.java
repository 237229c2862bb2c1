package dev.gatehouse.delivery;

import java.util.List;

import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.SessionId;

/**
 * A sealed event as it lies in the outbox.
 *
 * @param id its place in the order of the outbox
 * @param subject also the record's key, in UTF-8
 */
public record StoredEvent(long id, TopicName topic, String subject, SessionId session, List<Header> headers, byte[] value) {
    @Override
    public String toString() {
        return "outbox row %d for %s".formatted(id, topic);
    }
}
