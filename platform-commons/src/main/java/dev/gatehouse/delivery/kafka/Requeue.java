package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

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
 * Lets this reader consume its own quarantine once more, after the cause is mended: from where the last time ended up to the
 * end as it is at the beginning. Each record is judged as on its topic; what is refused again goes behind the end with its
 * new code. One at a time.
 */
public final class Requeue {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private final Judge judge;
    private final Inbox inbox;
    private final Quarantine quarantine;
    private final LogTime time;
    private final TopicIds ids;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final java.util.function.Consumer<DeliveryNotice> notices;
    private final ReentrantLock one = new ReentrantLock();

    /**
     * What became of them.
     *
     * @param records in quarantine that had not been tried since they came there
     * @param repeated were applied before
     * @param refused by code
     * @param left records that could not be dealt with now, as something is down; they are tried the next time
     */
    public record Report(int records, int applied, int repeated, int skipped, Map<String, Integer> refused, int left) {}

    /** @param consumers without a group, which start at the beginning where nothing else is said */
    public Requeue(Opener opener, Handlers handlers, Inbox inbox, Quarantine quarantine, LogTime time, TopicIds ids,
            Supplier<Consumer<byte[], byte[]>> consumers, java.util.function.Consumer<DeliveryNotice> notices) {
        this.judge = new Judge(opener, handlers);
        this.inbox = inbox;
        this.quarantine = quarantine;
        this.time = time;
        this.ids = ids;
        this.consumers = consumers;
        this.notices = notices;
    }

    /**
     * Does it, or counts only.
     *
     * @throws IllegalStateException when it is being done already
     */
    public Report run(TopicContract topic, boolean dryRun) {
        if (!one.tryLock())
            throw new IllegalStateException("a requeue is running already");
        try (var consumer = consumers.get()) {
            return new Pass(topic, consumer, dryRun).run();
        } finally {
            one.unlock();
        }
    }

    /** One time through. */
    private final class Pass {
        private final InboxLog.Quarantined log;
        private final Consumer<byte[], byte[]> consumer;
        private final boolean dryRun;
        private final Map<TopicPartition, Place> places = new HashMap<>();
        private final Map<String, Integer> refused = new TreeMap<>();
        private final AtomicInteger records = new AtomicInteger();
        private final AtomicInteger applied = new AtomicInteger();
        private final AtomicInteger repeated = new AtomicInteger();
        private final AtomicInteger skipped = new AtomicInteger();
        private int done;

        Pass(TopicContract topic, Consumer<byte[], byte[]> consumer, boolean dryRun) {
            this.log = new InboxLog.Quarantined(topic, quarantine);
            this.consumer = consumer;
            this.dryRun = dryRun;
        }

        Report run() {
            var name = quarantine.of(log.topic());
            var id = ids.of(Set.of(name)).get(name);
            if (id == null)
                throw new UnknownTopicOrPartitionException(name);
            var open = new ArrayList<TopicPartition>();
            consumer.partitionsFor(name).forEach(p -> open.add(new TopicPartition(name, p.partition())));
            consumer.assign(open);
            for (var partition : open)
                begin(partition, id.toString());
            through(consumer.endOffsets(open));
            return new Report(records.get(), applied.get(), repeated.get(), skipped.get(), refused, records.get() - done);
        }

        private void begin(TopicPartition partition, String topicId) {
            var place = new Place(partition.topic(), partition.partition(), topicId,
                    inbox.bookmark(partition.topic(), partition.partition()).orElse(null));
            places.put(partition, place);
            if (place.stored() < 0)
                consumer.seekToBeginning(List.of(partition));
            else
                consumer.seek(partition, place.stored());
        }

        private void through(Map<TopicPartition, Long> ends) {
            var open = new HashMap<>(ends);
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                open.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                if (open.isEmpty() || System.nanoTime() - deadline > 0)
                    return;
                var polled = consumer.poll(POLL);
                for (var partition : polled.partitions()) {
                    var end = open.get(partition);
                    var batch = end == null
                            ? List.<ConsumerRecord<byte[], byte[]>>of()
                            : polled.records(partition).stream().filter(record -> record.offset() < end).toList();
                    if (!batch.isEmpty() && !isThrough(partition, batch))
                        open.remove(partition);
                }
            }
        }

        /** Whether there may be more of this partition now. */
        private boolean isThrough(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> batch) {
            records.addAndGet(batch.size());
            var place = places.get(partition);
            if (dryRun || place == null)
                return true;
            var progress = new InboxRun(inbox, judge::of, time, log, place, this::count).go(batch);
            done += (int) batch.stream().filter(record -> record.offset() < progress.next()).count();
            return progress instanceof Progress.Finished;
        }

        private void count(DeliveryNotice notice) {
            switch (notice) {
                case DeliveryNotice.Applied applying -> applied.incrementAndGet();
                case DeliveryNotice.Repeated repeating -> repeated.incrementAndGet();
                case DeliveryNotice.Skipped skipping -> skipped.incrementAndGet();
                case DeliveryNotice.Quarantined again -> refused.merge(again.code().name(), 1, Integer::sum);
                case DeliveryNotice.Waiting waiting -> {
                }
                case DeliveryNotice.Interrupted interrupted -> {
                }
            }
            notices.accept(notice);
        }
    }
}
