package dev.gatehouse.sealing.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.SessionId;

/**
 * Reads the grants topics of everything that this service reads: one thread and one consumer of its own, assigned and without
 * a group, always from the start. Faults are tried again for ever; meanwhile what was read stays.
 */
public final class GrantLog implements Grants, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrantLog.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long CHECK_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<TopicPartition, TopicName> partitions = new HashMap<>();
    private final Map<TopicName, GrantIndex> indexes = new ConcurrentHashMap<>();
    private final Map<TopicName, Uuid> ids = new HashMap<>();
    private final Map<TopicName, Long> readTo = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicIds topicIds;
    private final LogTime time;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private String complaint = "";
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * Starts reading.
     *
     * @param topics logical name and grants topic of every sealed topic that is read
     * @param consumers makes a consumer without a group: {@code read_uncommitted}, no automatic commit, reset to earliest
     */
    public GrantLog(Map<TopicName, String> topics, Supplier<Consumer<byte[], byte[]>> consumers, TopicIds topicIds,
            LogTime time) {
        topics.forEach((topic, grants) -> {
            partitions.put(new TopicPartition(grants, 0), topic);
            indexes.put(topic, new GrantIndex());
            readTo.put(topic, 0L);
        });
        this.consumers = consumers;
        this.topicIds = topicIds;
        this.time = time;
        this.thread = Thread.ofPlatform().name("gatehouse-grants").daemon().unstarted(this::run);
        if (!partitions.isEmpty())
            thread.start();
    }

    @Override
    public List<GrantRecord> find(TopicName topic, SessionId id) {
        var index = indexes.get(topic);
        return index == null ? List.of() : index.find(id);
    }

    @Override
    public long requestEnd(TopicName topic) {
        return requests.incrementAndGet();
    }

    @Override
    public boolean readTo(TopicName topic, long request) {
        var reached = readTo.get(topic);
        return reached != null && reached >= request;
    }

    /** Sessions known per topic, for health and for people. */
    public Map<TopicName, Integer> sizes() {
        var sizes = new HashMap<TopicName, Integer>();
        indexes.forEach((topic, index) -> sizes.put(topic, index.size()));
        return sizes;
    }

    private void run() {
        while (!isClosed()) {
            try (var mine = consumers.get()) {
                consumer = mine;
                read(mine);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the grant log ends");
            } catch (KafkaException e) {
                complain(e);
                pause();
            }
        }
    }

    /** Once per kind of fault, not every second. */
    private void complain(KafkaException e) {
        if (!e.getClass().getSimpleName().equals(complaint))
            LOG.warn("grants cannot be read ({}: {}); records of sessions not yet known wait, and reading is tried again",
                    e.getClass().getSimpleName(), e.getMessage());
        complaint = e.getClass().getSimpleName();
    }

    private void read(Consumer<byte[], byte[]> mine) {
        mine.assign(partitions.keySet());
        checkIds();
        mine.seekToBeginning(partitions.keySet());
        long checked = System.nanoTime();
        long answered = -1;
        Map<TopicPartition, Long> ends = Map.of();
        while (!isClosed()) {
            if (System.nanoTime() - checked > CHECK_NANOS) {
                checked = System.nanoTime();
                if (checkIds()) {
                    mine.seekToBeginning(partitions.keySet());
                    ends = Map.of();
                    answered = -1;
                }
            }
            long wanted = requests.get();
            if (ends.isEmpty() && wanted > answered) {
                ends = mine.endOffsets(partitions.keySet());
                answered = wanted;
                dropShrunken(mine, ends);
            }
            mine.poll(POLL).forEach(r -> file(new TopicPartition(r.topic(), r.partition()), r.key(), r.value(), r.timestamp()));
            ends = reached(mine, ends, answered);
            complaint = "";
        }
    }

    private void file(TopicPartition partition, byte @Nullable [] key, byte @Nullable [] value, long timestamp) {
        var appended = Instant.ofEpochMilli(timestamp);
        time.observe(appended);
        var topic = partitions.get(partition);
        if (topic == null || key == null || value == null || key.length != SessionId.BYTES) {
            LOG.warn("a record on {} is no grant and is passed over", partition);
            return;
        }
        index(topic).file(SessionId.of(key), value, appended);
    }

    /** Partitions that were read to the end that was asked for are done; the others stay. */
    private Map<TopicPartition, Long> reached(Consumer<byte[], byte[]> mine, Map<TopicPartition, Long> ends, long request) {
        if (ends.isEmpty())
            return ends;
        var open = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> {
            var topic = partitions.get(partition);
            if (topic == null || mine.position(partition) < end)
                open.put(partition, end);
            else
                readTo.merge(topic, request, Math::max);
        });
        return open;
    }

    /** A topic that was deleted and made again has another id, and none of the grants that were read. */
    private boolean checkIds() {
        var now = topicIds.of(partitions.keySet().stream().map(TopicPartition::topic).toList());
        boolean dropped = false;
        for (var entry : partitions.entrySet()) {
            var id = now.get(entry.getKey().topic());
            if (id == null)
                continue;
            var before = ids.put(entry.getValue(), id);
            if (before != null && !before.equals(id)) {
                drop(entry.getKey(), "it was made anew");
                dropped = true;
            }
        }
        return dropped;
    }

    private void dropShrunken(Consumer<byte[], byte[]> mine, Map<TopicPartition, Long> ends) {
        Collection<TopicPartition> shrunken = ends.entrySet().stream().filter(e -> mine.position(e.getKey()) > e.getValue())
                .map(Map.Entry::getKey).toList();
        shrunken.forEach(p -> drop(p, "its end went back"));
        if (!shrunken.isEmpty())
            mine.seekToBeginning(shrunken);
    }

    private void drop(TopicPartition partition, String why) {
        LOG.warn("grants of {} are read again from the start: {}", partition.topic(), why);
        var topic = partitions.get(partition);
        if (topic != null) {
            indexes.put(topic, new GrantIndex());
            readTo.put(topic, 0L);
        }
    }

    private GrantIndex index(TopicName topic) {
        return indexes.computeIfAbsent(topic, t -> new GrantIndex());
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(RETRY.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        var running = consumer;
        if (running != null)
            running.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
