package dev.gatehouse.delivery.kafka;

import java.util.Collection;
import java.util.List;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

import dev.gatehouse.contract.TopicContract;

/**
 * Deals with the records of one partition of one poll, in offset order. With a database this is one transaction around
 * all of them; without one each record is on its own. Called on the thread that polls; different topics have different ones.
 */
@FunctionalInterface
public interface PartitionWork {
    /** The partitions are this consumer's from now on, at its committed offsets; it may be sent elsewhere. */
    default void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {}

    /** Whether a partition is to be read from elsewhere, as when the database went back; asked while no records come. */
    default boolean isElsewhere(TopicPartition partition) {
        return false;
    }

    /** Goes as far as it can; the consumer is only to be asked about places, or sent to another. */
    Progress run(TopicContract topic, List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer);
}
