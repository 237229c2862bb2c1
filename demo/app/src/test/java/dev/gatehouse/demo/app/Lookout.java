package dev.gatehouse.demo.app;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at reports and work orders on their topics as the operator, while they are written, and notes when these are opened. */
final class Lookout implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);

    private final Map<String, Object> properties;
    private final Ledger ledger;
    private final Thread thread = Thread.ofPlatform().daemon().name("lookout").unstarted(this::look);
    private volatile boolean closed;

    Lookout(Map<String, Object> properties, Ledger ledger) {
        this.properties = properties;
        this.ledger = ledger;
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // Comes back soon when the broker does.
        properties.put("reconnect.backoff.max.ms", 200);
        properties.put("request.timeout.ms", 5_000);
        thread.start();
    }

    private void look() {
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Stream.of(Tally.REPORTS, Tally.ORDERS)
                    .flatMap(topic -> consumer.partitionsFor(topic, Duration.ofMinutes(1)).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList());
            while (!closed)
                consumer.poll(POLL).forEach(this::note);
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Tally.REPORTS))
            ledger.placed(Courier.header(record.headers(), "ce_id"), record.partition());
        else if (Courier.header(record.headers(), "ce_type").equals(Tally.OPENED))
            ledger.opened(Courier.header(record.headers(), "ce_causationid"));
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
