package dev.gatehouse.demo.estate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to and reads from the only partition of a topic. */
final class Records {
    private Records() {}

    /** Returns the offset, once all replicas have the record. */
    static long write(Map<String, Object> properties, String topic, String value) throws Exception {
        properties.putAll(Map.of("max.block.ms", 3000, "delivery.timeout.ms", 5000, "request.timeout.ms", 3000, "linger.ms", 0));
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, value)).get().offset();
        }
    }

    /** All that is there now. */
    static List<String> read(Map<String, Object> properties, String topic) {
        var partition = List.of(new TopicPartition(topic, 0));
        var values = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partition);
            consumer.seekToBeginning(partition);
            long end = consumer.endOffsets(partition).values().iterator().next();
            while (consumer.position(partition.getFirst()) < end)
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> values.add(record.value()));
            return values;
        }
    }
}
