package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.DeliveryNotice;
import dev.gatehouse.delivery.Inbox;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.kafka.TopicIds;

/**
 * The work of a service with a database. Where a partition goes on is decided by the database and Kafka together: the smaller
 * of the stored and the committed offset, since either may have been set back; the beginning, where nothing is stored for
 * this very topic. What that brings again is known to the inbox.
 */
public final class InboxWork implements PartitionWork {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long CHECK_NANOS = Duration.ofSeconds(10).toNanos();
    private final Judge judge;
    private final Inbox inbox;
    private final Quarantine quarantine;
    private final LogTime time;
    private final TopicIds ids;
    private final java.util.function.Consumer<DeliveryNotice> notices;
    private final LongSupplier nanos;
    private final Map<TopicPartition, Place> places = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> checked = new ConcurrentHashMap<>();

    /** @param nanos monotonic, as {@link System#nanoTime} */
    public InboxWork(Opener opener, Handlers handlers, Inbox inbox, Quarantine quarantine, LogTime time, TopicIds ids,
            java.util.function.Consumer<DeliveryNotice> notices, LongSupplier nanos) {
        this.judge = new Judge(opener, handlers);
        this.inbox = inbox;
        this.quarantine = quarantine;
        this.time = time;
        this.ids = ids;
        this.notices = notices;
        this.nanos = nanos;
    }

    @Override
    public void assigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(places::remove);
        try {
            for (var partition : partitions)
                send(consumer, partition);
        } catch (RuntimeException e) {
            // From there on records come for certain, and with each of them it is tried again.
            consumer.seekToBeginning(partitions.stream().filter(p -> !places.containsKey(p)).toList());
        }
    }

    @Override
    public Progress run(TopicContract topic, List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        var first = records.getFirst();
        var partition = new TopicPartition(first.topic(), first.partition());
        var place = places.get(partition);
        if (place == null || isAnother(partition, place))
            return elsewhere(topic, first, consumer);
        try {
            return new InboxRun(inbox, judge::of, time, new InboxLog.Live(topic, quarantine), place, notices).go(records);
        } catch (BookmarkMovedException e) {
            return elsewhere(topic, first, consumer);
        }
    }

    @Override
    public boolean isElsewhere(TopicPartition partition) {
        var place = places.get(partition);
        if (place == null)
            return true;
        try {
            return !Objects.equals(place.known(), inbox.bookmark(place.log(), place.partition()).orElse(null));
        } catch (RuntimeException e) {
            return false; // asked again
        }
    }

    /** Whatever moved one bookmark may have moved all. What is still in hand of the poll must not be taken after that. */
    private Progress elsewhere(TopicContract topic, ConsumerRecord<?, ?> first, Consumer<?, ?> consumer) {
        var all = consumer.assignment();
        all.forEach(places::remove);
        try {
            for (var partition : all)
                send(consumer, partition);
            return new Progress.Elsewhere(first.offset());
        } catch (RuntimeException e) {
            all.forEach(places::remove);
            consumer.seekToBeginning(all);
            notices.accept(new DeliveryNotice.Interrupted(topic.topic(), first.partition(), first.offset(),
                    e.getClass().getSimpleName()));
            return new Progress.Stopped(first.offset());
        }
    }

    private void send(Consumer<?, ?> consumer, TopicPartition partition) {
        var place = new Place(partition.topic(), partition.partition(), topicId(partition.topic()),
                inbox.bookmark(partition.topic(), partition.partition()).orElse(null));
        var committed = consumer.committed(Set.of(partition), PATIENCE).get(partition);
        if (place.stored() < 0)
            consumer.seekToBeginning(List.of(partition));
        else
            consumer.seek(partition, committed == null ? place.stored() : Math.min(place.stored(), committed.offset()));
        places.put(partition, place);
        checked.put(partition, nanos.getAsLong());
    }

    /** Whether the topic was made anew meanwhile; looked up now and then, since nobody tells. */
    private boolean isAnother(TopicPartition partition, Place place) {
        long now = nanos.getAsLong();
        if (now - checked.getOrDefault(partition, now - CHECK_NANOS) < CHECK_NANOS)
            return false;
        checked.put(partition, now);
        try {
            return !topicId(partition.topic()).equals(place.topicId());
        } catch (RuntimeException e) {
            return false; // asked again later; meanwhile what was read is applied once, whichever topic it is of
        }
    }

    private String topicId(String topic) {
        var id = ids.of(Set.of(topic)).get(topic);
        if (id == null)
            throw new UnknownTopicOrPartitionException(topic);
        return id.toString();
    }
}
