package dev.gatehouse.demo.estate;

import java.util.Map;

/** A topic that shall exist, with one replica, as there is one broker. */
public record TopicSpec(String name, int partitions, Map<String, String> configs) {
    public TopicSpec {
        if (partitions < 1)
            throw new IllegalArgumentException("topic '%s' needs at least one partition, not %d".formatted(name, partitions));
        configs = Map.copyOf(configs);
    }
}
