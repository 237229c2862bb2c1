package dev.gatehouse.autoconfigure;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.gatehouse.sealing.kafka.OffsetRanges;
import dev.gatehouse.sealing.kafka.OffsetRanges.OffsetRange;
import dev.gatehouse.sealing.kafka.TopicIds;

/** Asks the broker about grants topics by the DESCRIBE that reading or writing them implies; nothing is read or changed. */
final class KafkaAsker implements AutoCloseable {
    private static final long SECONDS = 10;
    private final Admin admin;

    KafkaAsker(Admin admin) {
        this.admin = admin;
    }

    TopicIds ids() {
        return this::idsOf;
    }

    OffsetRanges ranges() {
        return this::rangesOf;
    }

    private Map<String, Uuid> idsOf(Collection<String> topics) {
        var ids = new HashMap<String, Uuid>();
        admin.describeTopics(topics).topicNameValues()
                .forEach((topic, future) -> find(future).ifPresent(d -> ids.put(topic, d.topicId())));
        return ids;
    }

    private Map<String, OffsetRange> rangesOf(List<String> topics) {
        var ranges = new HashMap<String, OffsetRange>();
        for (var topic : topics) {
            var partition = new TopicPartition(topic, 0);
            var first = find(admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition));
            var end = find(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition));
            if (first.isPresent() && end.isPresent())
                ranges.put(topic, new OffsetRange(first.get().offset(), end.get().offset()));
        }
        return ranges;
    }

    /** Nothing about a topic that is missing or forbidden, so that it keeps no other from being asked about. */
    private static <T> Optional<T> find(KafkaFuture<T> future) {
        try {
            return Optional.of(answer(future));
        } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
            return Optional.empty();
        }
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("the broker did not answer within %d s".formatted(SECONDS));
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
