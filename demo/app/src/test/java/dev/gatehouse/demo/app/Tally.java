package dev.gatehouse.demo.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What lies on the topics from their beginnings to their ends, read as the operator and counted by what is in the clear: event
 * ids, subjects, versions and causes. One thread at a time.
 */
final class Tally {
    static final String REPORTS = "user-actions.v1";
    static final String READINGS = "sensor-readings.v1";
    static final String ORDERS = "maintenance.v1";
    static final String OPENED = "gatehouse.maintenance.work-order.opened";
    private static final Duration POLL = Duration.ofMillis(200);

    /** Records that had been there already, which a relay may send: the same event again. */
    long repeated;
    /** First appearances of a version that are not the next one of their subject, with what they are. */
    final List<String> disorder = new ArrayList<>();
    final Map<String, Set<String>> ids = new HashMap<>();
    /** By subject, which is the work order's id. */
    final Map<String, Order> orders = new LinkedHashMap<>();
    /** Subjects of the work orders that were opened because of an event. */
    final Map<String, Set<String>> because = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Integer> places = new HashMap<>();

    /** What the last version of a work order says. */
    record Order(String cause, String lastType, long lastVersion) {}

    Tally() {}

    static Tally read(CrashPlatform platform) {
        var tally = new Tally();
        for (var topic : List.of(REPORTS, READINGS, ORDERS))
            tally.ids.put(topic, new HashSet<>());
        try (var consumer = consumer(platform)) {
            var ends = ends(consumer, List.of(REPORTS, READINGS, ORDERS));
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
                consumer.poll(POLL).forEach(tally::count);
        }
        return tally;
    }

    /** The ends of all partitions of the topics. */
    static Map<TopicPartition, Long> ends(CrashPlatform platform, Iterable<String> topics) {
        try (var consumer = consumer(platform)) {
            return ends(consumer, topics);
        }
    }

    private static Map<TopicPartition, Long> ends(KafkaConsumer<byte[], byte[]> consumer, Iterable<String> topics) {
        var partitions = new ArrayList<TopicPartition>();
        topics.forEach(topic -> consumer.partitionsFor(topic)
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        return consumer.endOffsets(partitions);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(CrashPlatform platform) {
        var properties = platform.kafka();
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void count(ConsumerRecord<byte[], byte[]> record) {
        var headers = record.headers();
        var topic = record.topic();
        if (!ids.computeIfAbsent(topic, any -> new HashSet<>()).add(Courier.header(headers, "ce_id"))) {
            repeated++;
            return;
        }
        var version = Courier.header(headers, "ce_sequence");
        var subject = Courier.header(headers, "ce_subject");
        if (!version.isEmpty())
            inOrder(topic, subject, Long.parseLong(version), record.partition());
        if (topic.equals(ORDERS))
            order(subject, Courier.header(headers, "ce_type"), Courier.header(headers, "ce_causationid"),
                    Long.parseLong(version));
    }

    private void inOrder(String topic, String subject, long version, int partition) {
        var of = topic + " " + subject;
        long before = versions.getOrDefault(of, 0L);
        if (version != before + 1)
            disorder.add("%s: version %d behind version %d".formatted(of, version, before));
        if (places.computeIfAbsent(of, any -> partition) != partition)
            disorder.add("%s: in two partitions, %d is one".formatted(of, partition));
        versions.merge(of, version, Math::max);
    }

    private void order(String subject, String type, String cause, long version) {
        if (type.equals(OPENED))
            because.computeIfAbsent(cause, any -> new HashSet<>()).add(subject);
        orders.merge(subject, new Order(cause, type, version), (known, next) -> next.lastVersion() > known.lastVersion()
                ? new Order(known.cause(), next.lastType(), next.lastVersion())
                : known);
    }
}
