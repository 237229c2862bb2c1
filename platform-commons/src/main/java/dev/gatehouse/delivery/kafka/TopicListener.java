package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.kafka.support.Acknowledgment;

import dev.gatehouse.contract.TopicContract;

/**
 * The platform's own listener for one consumed topic, over records as bytes: partition by partition, explicit commits.
 * A record without a verdict stops its partition alone: seek back, pause, keep polling, resume after a back-off.
 */
public final class TopicListener
        implements
            BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]>,
            ConsumerSeekAware {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private volatile TopicContract topic;
    private final PartitionWork work;
    private final ScheduledExecutorService timer;
    private final Map<TopicPartition, Duration> pauses = new ConcurrentHashMap<>();
    private @Nullable MessageListenerContainer container;

    public TopicListener(TopicContract topic, PartitionWork work, ScheduledExecutorService timer) {
        this.topic = topic;
        this.work = work;
        this.timer = timer;
    }

    /** The topic's terms from now on: the same name, perhaps other types or limits. */
    public void follow(TopicContract now) {
        this.topic = now;
    }

    /** The container that calls this listener; to be told before it starts. */
    public void in(MessageListenerContainer own) {
        this.container = own;
    }

    /** For the container, beside the listener itself. */
    public ConsumerAwareRebalanceListener assignments() {
        return new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                work.assigned(consumer, partitions);
            }
        };
    }

    /** From the beginning on records come for certain; with the first of them the right place is looked up. */
    @Override
    public void onIdleContainer(Map<TopicPartition, Long> assigned, ConsumerSeekCallback callback) {
        assigned.keySet().stream().filter(work::isElsewhere)
                .forEach(partition -> callback.seekToBeginning(partition.topic(), partition.partition()));
    }

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> batch, @Nullable Acknowledgment never,
            @Nullable Consumer<?, ?> given) {
        var consumer = Objects.requireNonNull(given, "a consumer-aware listener is given its consumer");
        for (var partition : byPartition(batch).entrySet()) {
            var progress = work.run(topic, partition.getValue(), consumer);
            // After the database, never before it.
            if (progress.next() > partition.getValue().getFirst().offset())
                consumer.commitSync(Map.of(partition.getKey(), new OffsetAndMetadata(progress.next())));
            switch (progress) {
                case Progress.Finished(var next) -> pauses.remove(partition.getKey());
                case Progress.Stopped(var next) -> {
                    // Back in any case, so that nothing commits a record without a verdict.
                    consumer.seek(partition.getKey(), next);
                    pause(partition.getKey());
                }
                case Progress.Elsewhere(var next) -> {
                }
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // resuming cannot fail, and a container that is gone needs none
    private void pause(TopicPartition partition) {
        var own = container;
        if (own == null)
            throw new IllegalStateException("the listener was not told its container");
        var before = pauses.get(partition);
        var now = before == null ? FIRST_PAUSE : before.multipliedBy(2);
        if (now.compareTo(LONGEST_PAUSE) > 0)
            now = LONGEST_PAUSE;
        pauses.put(partition, now);
        own.pausePartition(partition);
        timer.schedule(() -> own.resumePartition(partition), now.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        var partitions = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var record : batch)
            partitions.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                    .add(record);
        return partitions;
    }
}
