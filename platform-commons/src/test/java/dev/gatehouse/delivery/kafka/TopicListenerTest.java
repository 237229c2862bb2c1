package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;

class TopicListenerTest {
    private final List<TopicContract> by = new ArrayList<>();

    @Test
    void judgesByTheTermsOfTheNewestContract() {
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            var listener = new TopicListener(topic(1), (topic, records, from) -> {
                by.add(topic);
                return new Progress.Finished(records.getLast().offset() + 1);
            }, timer);
            var consumer = new MockConsumer<byte[], byte[]>("earliest");
            consumer.assign(List.of(new TopicPartition("bread.v1", 0)));

            listener.follow(topic(2));
            listener.onMessage(List.of(new ConsumerRecord<>("bread.v1", 0, 0, new byte[0], new byte[0])), null, consumer);

            assertThat(by).containsExactly(topic(2));
        }
    }

    private static TopicContract topic(int days) {
        var name = new TopicName("bread.v1");
        return new TopicContract(name, name.value(), new ServiceName("baker"), Protection.SEALED, KeyKind.PLAIN,
                AppendTime.LOG_APPEND_TIME, List.of(), List.of(), Map.of(), Duration.ofDays(days), Duration.ofDays(16), 1 << 20);
    }
}
