package dev.gatehouse.authorization;

import java.util.Map;
import java.util.Set;

/**
 * An estate as it is, as far as it concerns a catalog.
 *
 * @param bindings every entry of the broker
 * @param topics the catalog's, as far as they are there
 * @param hidden the catalog's that this identity may not look at, so that they may or may not be there
 */
public record Live(Set<Binding> bindings, Map<String, LiveTopic> topics, Set<String> hidden) {
    /**
     * A topic on the broker.
     *
     * @param settings those that were given to this topic; not the broker's defaults
     */
    public record LiveTopic(int partitions, int replicas, Map<String, String> settings) {
        public LiveTopic {
            settings = Map.copyOf(settings);
        }
    }

    public Live {
        bindings = Set.copyOf(bindings);
        topics = Map.copyOf(topics);
        hidden = Set.copyOf(hidden);
    }
}
