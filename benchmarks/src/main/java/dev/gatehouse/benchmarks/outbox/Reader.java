package dev.gatehouse.benchmarks.outbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads everything that came to the broker since the last time, and checks that each order's versions grow one by one. */
final class Reader implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();

    /** @param disorder versions that did not come right behind the one before */
    record Count(long events, long disorder) {}

    Reader(Shop shop) {
        consumer = new KafkaConsumer<>(shop.estate.clientProperties("operator"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.partitionsFor(Shop.ORDERS.value()).forEach(p -> partitions.add(new TopicPartition(p.topic(), p.partition())));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    Count read() {
        long events = 0;
        long disorder = 0;
        var ends = consumer.endOffsets(partitions);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue()))
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                events++;
                var version = Long.parseLong(
                        new String(record.headers().lastHeader("ce_sequence").value(), StandardCharsets.US_ASCII));
                var before = versions.put(new String(record.key(), StandardCharsets.UTF_8), version);
                if (before != null && before + 1 != version)
                    disorder++;
            }
        return new Count(events, disorder);
    }

    /** Goes to the end without a look. */
    void skip() {
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        versions.clear();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
