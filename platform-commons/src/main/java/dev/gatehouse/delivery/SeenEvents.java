package dev.gatehouse.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * Events that were applied already, for a service without a database: the newest 100 000, in memory, forgotten by a restart.
 * Keyed by topic, producer and event id, since nobody but the producer may decide what is a repetition. Thread-safe.
 */
public final class SeenEvents {
    private static final int MOST = 100_000;

    private record Seen(TopicName topic, ServiceName producer, EventId id) {}

    private final Map<Seen, Boolean> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, Boolean> eldest) {
            return size() > MOST;
        }
    };

    public synchronized boolean contains(TopicName topic, ServiceName producer, EventId id) {
        return seen.containsKey(new Seen(topic, producer, id));
    }

    public synchronized void add(TopicName topic, ServiceName producer, EventId id) {
        seen.put(new Seen(topic, producer, id), true);
    }
}
