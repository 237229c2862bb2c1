package dev.gatehouse.catalog;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * Which lines say who reads and writes a topic, so that an answer about it can name them.
 *
 * @param place the topic's own line in the descriptor of its owner
 * @param readers where the owner lists each of them
 * @param writers where the owner lists each that may write; without a list, the topic's own line
 * @param ended writers on their way out, which may not write any more, and since when
 */
public record Declaration(TopicName topic, ServiceName owner, Place place, SortedMap<ServiceName, Place> readers,
        SortedMap<ServiceName, Place> writers, SortedMap<ServiceName, Ended> ended) {
    /** Where it is said that a writer ended, and when it did. */
    public record Ended(Place place, Instant until) {}

    public Declaration {
        readers = Collections.unmodifiableSortedMap(new TreeMap<>(readers));
        writers = Collections.unmodifiableSortedMap(new TreeMap<>(writers));
        ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
    }

    static Declaration of(Descriptor descriptor, OwnTopic topic) {
        var readers = new TreeMap<ServiceName, Place>();
        topic.readers().forEach(reader -> readers.put(reader.value(), descriptor.place(reader)));
        var writers = new TreeMap<ServiceName, Place>();
        var ended = new TreeMap<ServiceName, Ended>();
        for (var writer : topic.writers()) {
            var until = writer.value().until();
            if (until == null)
                writers.put(writer.value().service(), descriptor.place(writer));
            else
                ended.put(writer.value().service(), new Ended(descriptor.place(writer), until));
        }
        return new Declaration(topic.name().value(), descriptor.name(), descriptor.place(topic.name()), readers, writers, ended);
    }
}
