package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.names.TopicName;

/** A record as it came from a topic; nothing of it is to be believed yet. The arrays are lent. */
public record SealedRecord(TopicName topic, int partition, long offset, byte @Nullable [] key, List<Header> headers,
        byte @Nullable [] value, Instant time, AppendTime timeIs) {
    @Override
    public String toString() {
        return "%s-%d@%d".formatted(topic, partition, offset);
    }
}
