package dev.gatehouse.catalog;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** A declared topic, after all checks; readers, writers and events are sorted by name. */
record Topic(TopicName name, ServiceName owner, List<ServiceName> readers, List<Writer> writers, Protection protection,
        KeyKind key, int partitions, Duration retention, Map<EventTypeName, Schema> events) {
    Topic {
        readers = readers.stream().sorted().toList();
        writers = writers.stream().sorted(Comparator.comparing(Writer::service)).toList();
        events = Collections.unmodifiableMap(new TreeMap<>(events));
    }

    /** Those who may write now. A writer with {@code until} has lost the right; readers only need to know when. */
    List<ServiceName> activeWriters() {
        return writers.stream().filter(w -> w.until() == null).map(Writer::service).toList();
    }

    boolean concerns(ServiceName service) {
        return readers.contains(service) || activeWriters().contains(service);
    }

    String grants() {
        return name + ".grants";
    }

    String quarantine(ServiceName reader) {
        return "%s.quarantine.%s".formatted(name, reader);
    }
}
