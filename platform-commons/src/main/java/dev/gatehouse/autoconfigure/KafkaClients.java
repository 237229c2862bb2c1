package dev.gatehouse.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** How the platform's own clients of Kafka are set, on top of what the application is given. */
final class KafkaClients {
    private static final int SILENCE_MILLIS = 10_000;

    private KafkaClients() {}

    static Map<String, Object> producer(ProducerFactory<?, ?> factory, String clientId) {
        var properties = new HashMap<>(factory.getConfigurationProperties());
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        // A quarantined record is larger than its original by where it came from; each topic has a limit of its own.
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 16 << 20);
        return properties;
    }

    static Map<String, Object> consumer(ConsumerFactory<?, ?> factory) {
        var properties = new HashMap<>(factory.getConfigurationProperties());
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // As soon as the relay of an instance that is gone or frozen gives way, so do its partitions.
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SILENCE_MILLIS);
        // A service may be started before its topics are made, and should not take five minutes to find them.
        properties.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        return properties;
    }
}
