package dev.gatehouse.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A topic as it has to be on the broker.
 *
 * @param settings topic configurations by Kafka's names, sorted; every one that matters is there, so that no default of a
 *        broker decides
 */
public record CatalogTopic(String name, Kind kind, int partitions, short replicationFactor, Map<String, String> settings) {
    /** What a topic is for. */
    public enum Kind {
        /** Events. */
        DATA,
        /** Sealing sessions of a data topic. */
        GRANTS,
        /** What one reader refused of a data topic. */
        QUARANTINE
    }

    public CatalogTopic {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
