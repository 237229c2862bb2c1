package dev.gatehouse.demo.app;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks at {@code maintenance.v1} as the operator, while it is written, and notes when work orders are opened. */
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
            consumer.assign(consumer.partitionsFor(Tally.ORDERS, Duration.ofMinutes(1)).stream()
                    .map(partition -> new TopicPartition(Tally.ORDERS, partition.partition())).toList());
            while (!closed)
                consumer.poll(POLL).forEach(record -> {
                    if (Courier.header(record.headers(), "ce_type").equals(Tally.OPENED))
                        ledger.opened(Courier.header(record.headers(), "ce_causationid"));
                });
        }
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
