package dev.gatehouse.sealing.kafka;

import java.util.List;
import java.util.Map;

/** Asks the broker for offset ranges; a topic that it does not tell about is not in the answer. */
@FunctionalInterface
public interface OffsetRanges {
    Map<String, OffsetRange> of(List<String> topics);

    /** First and end offset of a topic's only partition. */
    record OffsetRange(long first, long end) {}
}
