package dev.gatehouse.autoconfigure;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;

class SeekBackTest {
    private static final TopicPartition KEPT = new TopicPartition("notes.v1", 0);
    private static final TopicPartition LOST = new TopicPartition("notes.v1", 1);
    private final SeekBack handler = new SeekBack();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void goesBackToTheFirstRecordOfEachPartitionThatIsStillItsOwn() {
        consumer.assign(List.of(KEPT));
        consumer.seek(KEPT, 12);
        var batch = new ConsumerRecords<>(
                Map.of(KEPT, List.of(record(KEPT, 10), record(KEPT, 11)), LOST, List.of(record(LOST, 5))),
                Map.of());

        handler.handleBatch(new RebalanceInProgressException(), batch, consumer, container(), () -> {});

        assertThat(consumer.position(KEPT)).isEqualTo(10);
    }

    @Test
    void neverLetsTheContainerCommitWhatFailed() {
        assertThat(handler.isAckAfterHandle()).isFalse();
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, new byte[0], new byte[0]);
    }

    /** That does not run, so that nothing waits for it. */
    private static KafkaMessageListenerContainer<byte[], byte[]> container() {
        return new KafkaMessageListenerContainer<>(new DefaultKafkaConsumerFactory<>(Map.of()),
                new ContainerProperties("notes.v1"));
    }
}
