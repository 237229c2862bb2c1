package dev.gatehouse.autoconfigure;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What to do when a listener fails as a whole, such as in a commit during a rebalance: go back and try again, for ever. Spring
 * Kafka's own handler gives up after some attempts and commits, which would lose the records.
 */
final class SeekBack implements CommonErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SeekBack.class);
    private static final long PAUSE_MILLIS = 500;

    @Override
    public boolean isAckAfterHandle() {
        return false;
    }

    @Override
    public void handleBatch(Exception thrown, ConsumerRecords<?, ?> data, Consumer<?, ?> consumer,
            MessageListenerContainer container,
            Runnable invokeListener) {
        var cause = thrown.getCause() == null ? thrown : thrown.getCause();
        LOG.warn("a batch is tried again: {}", cause.getClass().getSimpleName());
        for (var partition : data.partitions())
            if (consumer.assignment().contains(partition))
                consumer.seek(partition, data.records(partition).getFirst().offset());
        try {
            ListenerUtils.stoppableSleep(container, PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
