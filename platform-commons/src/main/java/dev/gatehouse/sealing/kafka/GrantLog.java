package dev.gatehouse.sealing.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantRecord;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.SessionId;

/**
 * Reads the grants topics of everything that this service reads: one thread and one consumer of its own, assigned and without
 * a group, always from the start. Faults are tried again for ever; meanwhile what was read stays, and a topic that is missing
 * or forbidden keeps no other waiting.
 */
public final class GrantLog implements Grants, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrantLog.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CHECK = Duration.ofSeconds(30);
    private static final Duration AHEAD = Duration.ofHours(1);

    private volatile Map<TopicPartition, TopicContract> wanted = Map.of();
    private Map<TopicPartition, TopicContract> partitions = Map.of();
    private final Map<TopicName, GrantIndex> indexes = new ConcurrentHashMap<>();
    private final Map<TopicName, Uuid> ids = new HashMap<>();
    private final Map<TopicName, Long> readTo = new ConcurrentHashMap<>();
    private final Map<TopicName, Position> positions = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final TopicIds topicIds;
    private final LogTime time;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private String complaint = "";
    private volatile @Nullable Consumer<byte[], byte[]> consumer;

    /**
     * How far a grants topic was read.
     *
     * @param offset that is read next
     * @param end as the broker told with the last records; negative while it has not
     * @param sessions that are known
     */
    public record Position(long offset, long end, int sessions) {
        public boolean isCaughtUp() {
            return end >= 0 && offset >= end;
        }
    }

    /**
     * Starts reading.
     *
     * @param topics every sealed topic that is read, to begin with
     * @param consumers makes a consumer without a group: {@code read_uncommitted}, no automatic commit, reset to earliest
     */
    public GrantLog(Collection<TopicContract> topics, Supplier<Consumer<byte[], byte[]>> consumers, TopicIds topicIds,
            LogTime time, InstantSource clock) {
        this.consumers = consumers;
        this.topicIds = topicIds;
        this.time = time;
        this.clock = clock;
        this.thread = Thread.ofPlatform().name("gatehouse-grants").daemon().unstarted(this::run);
        follow(topics);
    }

    /** Reads these topics from now on: one that is new from its start; one that is not among them is forgotten. */
    public synchronized void follow(Collection<TopicContract> topics) {
        var now = new HashMap<TopicPartition, TopicContract>();
        topics.forEach(topic -> now.put(new TopicPartition(topic.grants(), 0), topic));
        wanted = Map.copyOf(now);
        if (!now.isEmpty() && thread.getState() == Thread.State.NEW && !isClosed())
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
        var index = indexes.get(topic);
        return reached != null && reached >= request && index != null && !index.isIncomplete();
    }

    /** For health and for people; a topic is missing while it is not there, or may not be read. */
    public Map<TopicName, Position> positions() {
        return Map.copyOf(positions);
    }

    private void run() {
        while (!isClosed()) {
            adopt();
            if (partitions.isEmpty()) {
                pause();
                continue;
            }
            try (var mine = consumers.get()) {
                consumer = mine;
                read(mine);
            } catch (WakeupException | InterruptException e) {
                LOG.debug("the grant log ends");
            } catch (RuntimeException e) {
                // Of whatever kind: a reader of grants that ended would leave everybody waiting without a word.
                complain(e);
                positions.clear();
                pause();
            }
        }
    }

    /** Once per kind of fault, not every second. */
    private void complain(RuntimeException e) {
        if (!e.getClass().getSimpleName().equals(complaint))
            LOG.warn("grants cannot be read ({}: {}); records of sessions not yet known wait, and reading is tried again",
                    e.getClass().getSimpleName(), e.getMessage());
        complaint = e.getClass().getSimpleName();
    }

    /** Only here do topics come and go, so that nothing is filed for one that has gone. */
    private boolean adopt() {
        var now = wanted;
        if (now.equals(partitions))
            return false;
        var before = partitions;
        partitions = now;
        before.forEach((partition, topic) -> {
            if (now.containsKey(partition))
                return;
            indexes.remove(topic.topic());
            readTo.remove(topic.topic());
            positions.remove(topic.topic());
            ids.remove(topic.topic());
        });
        now.values().forEach(topic -> readTo.putIfAbsent(topic.topic(), 0L));
        return true;
    }

    private void read(Consumer<byte[], byte[]> mine) {
        long answered = -1;
        Map<TopicPartition, Long> ends = Map.of();
        for (long checked = System.nanoTime(), every = 0; !isClosed();) {
            if (adopt())
                every = 0;
            if (partitions.isEmpty())
                return;
            if (System.nanoTime() - checked >= every) {
                if (every == CHECK.toNanos())
                    complaint = ""; // so long without a fault: the next one is news
                if (look(mine))
                    answered = -1;
                checked = System.nanoTime();
                every = (mine.assignment().size() == partitions.size() ? CHECK : RETRY).toNanos();
            }
            if (mine.assignment().isEmpty()) {
                pause();
                continue;
            }
            long wanted = requests.get();
            if (wanted > answered) {
                ends = mine.endOffsets(mine.assignment());
                answered = wanted;
                dropShrunken(mine, ends);
            }
            var records = mine.poll(POLL);
            records.partitions().forEach(partition -> file(mine, partition, records.records(partition)));
            mine.assignment().forEach(partition -> note(mine, partition));
            ends = reached(mine, ends, answered);
        }
    }

    /** Which topics are there, and still the same. @return whether ends fetched earlier mean nothing any more */
    private boolean look(Consumer<byte[], byte[]> mine) {
        var now = topicIds.of(partitions.keySet().stream().map(TopicPartition::topic).toList());
        var there = new HashSet<TopicPartition>();
        var anew = new HashSet<TopicPartition>();
        partitions.forEach((partition, topic) -> {
            var id = now.get(partition.topic());
            if (id == null)
                return;
            there.add(partition);
            var before = ids.put(topic.topic(), id);
            if (!mine.assignment().contains(partition) || !id.equals(before))
                anew.add(partition);
            if (before != null && !before.equals(id))
                drop(partition, "it was made anew");
        });
        positions.keySet().removeIf(name -> there.stream().noneMatch(p -> isOf(p, name)));
        boolean others = !there.equals(mine.assignment());
        if (others)
            mine.assign(there);
        mine.resume(mine.paused());
        if (!anew.isEmpty()) // for Kafka, none means all
            mine.seekToBeginning(anew);
        return others || !anew.isEmpty();
    }

    private boolean isOf(TopicPartition partition, TopicName name) {
        var topic = partitions.get(partition);
        return topic != null && topic.topic().equals(name);
    }

    /** The lag is known from the last fetch: nothing is asked for it. */
    private void note(Consumer<byte[], byte[]> mine, TopicPartition partition) {
        var topic = partitions.get(partition);
        if (topic == null)
            return;
        long offset = mine.position(partition);
        var lag = mine.currentLag(partition);
        positions.put(topic.topic(), new Position(offset, lag.isPresent() ? offset + lag.getAsLong() : -1,
                index(topic.topic()).size()));
    }

    private void file(Consumer<byte[], byte[]> mine, TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        var topic = partitions.get(partition);
        for (var record : records) {
            if (topic == null)
                return;
            if (!isTimed(record, topic)) {
                // Its time decides about revocations and retention: no further, so that no end is reached and nobody is refused.
                LOG.warn(
                        "{} is not read beyond offset {}: its time is more than an hour ahead, or not of the kind in the contract",
                        partition, record.offset());
                mine.seek(partition, record.offset());
                mine.pause(Set.of(partition));
                return;
            }
            file(topic, record.key(), record.value(), Instant.ofEpochMilli(record.timestamp()));
        }
    }

    private boolean isTimed(ConsumerRecord<byte[], byte[]> record, TopicContract topic) {
        var type = topic.appendTime() == AppendTime.LOG_APPEND_TIME ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
        return record.timestampType() == type && record.timestamp() <= clock.instant().plus(AHEAD).toEpochMilli();
    }

    private void file(TopicContract topic, byte @Nullable [] key, byte @Nullable [] value, Instant appended) {
        time.observe(appended);
        if (key == null || value == null || key.length != SessionId.BYTES) {
            LOG.warn("a record on {} is no grant and is passed over", topic.grants());
            return;
        }
        index(topic.topic()).file(SessionId.of(key), value, appended);
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
                readTo.merge(topic.topic(), request, Math::max);
        });
        return open;
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
            indexes.put(topic.topic(), new GrantIndex());
            readTo.put(topic.topic(), 0L);
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
            closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
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
        if (thread.getState() == Thread.State.NEW)
            return;
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
