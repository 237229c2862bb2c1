package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import static org.awaitility.Awaitility.await;

/** Reads and writes topics past the platform, as its operator: the view of whoever has the broker. */
final class Topics implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    final Admin admin;

    Topics() {
        var properties = Office.ESTATE.clientProperties("operator");
        admin = Admin.create(properties);
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var producing = new HashMap<>(properties);
        producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 4 << 20);
        producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
    }

    RecordMetadata put(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> {
            consumer.poll(Duration.ofMillis(50)).forEach(found::add);
            return ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue());
        });
        return found;
    }

    ConsumerRecord<byte[], byte[]> last(String topic) {
        return all(topic).getLast();
    }

    /** What a group has committed, if anything. */
    Optional<Long> committed(String group, TopicPartition partition) {
        var offsets = answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return Optional.ofNullable(offsets.get(partition)).map(o -> o.offset());
    }

    void forbid(AclBinding right) {
        answer(admin.deleteAcls(List.of(right.toFilter())).all());
        await().atMost(BOUND).until(() -> answer(admin.describeAcls(right.toFilter()).values()).isEmpty());
    }

    void allow(AclBinding right) {
        answer(admin.createAcls(List.of(right)).all());
    }

    static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "none" : new String(header.value(), StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        admin.close();
    }
}
