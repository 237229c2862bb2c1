package dev.gatehouse.delivery.jdbc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import dev.gatehouse.demo.estate.Estate;

import static org.awaitility.Awaitility.await;

/** Counts on the broker what came of a shop's orders, past the platform: the view of whoever has the broker. */
final class Kitchen {
    /** The versions of each subject, in the order of their offsets, repetitions included. */
    private final Map<String, List<Long>> arrived = new HashMap<>();

    Kitchen(Estate estate, String topic) {
        var properties = estate.clientProperties("operator");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            await().atMost(Duration.ofSeconds(60)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(100)))
                    arrived.computeIfAbsent(new String(record.key(), StandardCharsets.UTF_8), s -> new ArrayList<>()).add(
                            Long.parseLong(
                                    new String(record.headers().lastHeader("ce_sequence").value(), StandardCharsets.UTF_8)));
                return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
            });
        }
    }

    /** What an inbox makes of it: each version once, when it comes first. */
    Map<String, List<Long>> firsts() {
        var firsts = new HashMap<String, List<Long>>();
        arrived.forEach((subject, versions) -> firsts.put(subject, versions.stream().distinct().toList()));
        return firsts;
    }

    int records() {
        return arrived.values().stream().mapToInt(List::size).sum();
    }
}
