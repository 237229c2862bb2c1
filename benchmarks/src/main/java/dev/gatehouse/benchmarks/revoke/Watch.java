package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service still does, seen from outside: what it writes and what is sealed for it on the broker, by append times, and
 * what it opens, by its own count and by how far its group has read. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final int SESSION = 16;

    private final LivePlatform platform;
    private final Subject subject;
    private final HttpClient operator;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3);
    private final Admin admin;
    private final Map<ByteBuffer, Set<Long>> readersOfSession = new HashMap<>();
    private final Set<Long> keys = new HashSet<>();
    private final List<ConsumerRecord<byte[], byte[]>> notPlaced = new ArrayList<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Map<TopicPartition, Long> freshOffsets = new HashMap<>();
    private volatile boolean over;
    private Map<TopicPartition, Long> readUpTo = Map.of();
    private long openedCount = -1;
    private long appendedCount;
    private Last last = new Last(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH);
    private Instant lookedFrom = Instant.MAX;
    private First first = new First(Optional.empty(), Optional.empty());

    /**
     * The last of each so far.
     *
     * @param sealedFor event that it could open
     * @param notSealedFor event that it could not open
     * @param wrapped session that it could open
     * @param refused event that it put into quarantine
     */
    record Last(Instant written, Instant opened, Instant sealedFor, Instant notSealedFor, Instant wrapped, Instant refused) {}

    /**
     * The first since {@link #lookFrom}.
     *
     * @param opened of all events
     * @param fresh of the events that it could open and that were appended since then
     */
    record First(Optional<Instant> opened, Optional<Instant> fresh) {}

    /** How many there were, and where the topic ended. */
    record Counts(long appended, long opened, Map<TopicPartition, Long> ends) {}

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    Watch(LivePlatform platform, Subject subject) {
        this.platform = platform;
        this.subject = subject;
        this.operator = platform.http("operator");
        this.admin = platform.admin();
        threads.execute(this::follow);
        threads.scheduleWithFixedDelay(this::ask, 0, 100, TimeUnit.MILLISECONDS);
        threads.scheduleWithFixedDelay(this::askGroup, 0, 200, TimeUnit.MILLISECONDS);
    }

    synchronized Last last() {
        return last;
    }

    synchronized First first() {
        return first;
    }

    synchronized Counts counts() {
        return new Counts(appendedCount, openedCount, Map.copyOf(ends));
    }

    synchronized boolean isReadUpTo(Map<TopicPartition, Long> wanted) {
        return wanted.entrySet().stream().allMatch(end -> readUpTo.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    synchronized void lookFrom(Instant time) {
        lookedFrom = time;
        freshOffsets.clear();
        first = new First(Optional.empty(), Optional.empty());
    }

    /** Until the service writes, opens and is sealed for. */
    void awaitTraffic() {
        var began = Instant.now();
        Waiting.await("traffic", () -> last().written().isAfter(began) && last().opened().isAfter(began)
                && last().sealedFor().isAfter(began));
    }

    private void follow() {
        try (var consumer = platform.consumer()) {
            var partitions = Stream.of(subject.reads(), subject.writes(), subject.grants(), subject.quarantine())
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!over)
                for (var record : consumer.poll(Duration.ofMillis(100)))
                    note(record);
        }
    }

    private synchronized void note(ConsumerRecord<byte[], byte[]> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        if (record.topic().equals(subject.writes())) {
            last = new Last(later(last.written, at), last.opened, last.sealedFor, last.notSealedFor, last.wrapped, last.refused);
        } else if (record.topic().equals(subject.quarantine())) {
            last = new Last(last.written, last.opened, last.sealedFor, last.notSealedFor, last.wrapped, later(last.refused, at));
        } else if (record.topic().equals(subject.reads())) {
            appendedCount++;
            ends.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            notPlaced.add(record);
        } else {
            var readers = readersOfSession.computeIfAbsent(ByteBuffer.wrap(record.key()), id -> readers(record.value()));
            if (isFor(readers))
                last = new Last(last.written, last.opened, last.sealedFor, last.notSealedFor, later(last.wrapped, at),
                        last.refused);
        }
        notPlaced.removeIf(this::place);
    }

    /** Once the grant of its session is there. */
    private boolean place(ConsumerRecord<byte[], byte[]> record) {
        var readers = readersOfSession.get(ByteBuffer.wrap(Arrays.copyOfRange(record.value(), 2, 2 + SESSION)));
        if (readers == null)
            return false;
        var at = Instant.ofEpochMilli(record.timestamp());
        if (!isFor(readers)) {
            last = new Last(last.written, last.opened, last.sealedFor, later(last.notSealedFor, at), last.wrapped, last.refused);
            return true;
        }
        last = new Last(last.written, last.opened, later(last.sealedFor, at), last.notSealedFor, last.wrapped, last.refused);
        if (at.isAfter(lookedFrom))
            freshOffsets.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset());
        return true;
    }

    private boolean isFor(Set<Long> readers) {
        return readers.stream().anyMatch(keys::contains);
    }

    /** Behind magic, three names, signer, time and commitment, as docs/envelope.md says. */
    private static Set<Long> readers(byte[] grant) {
        var in = ByteBuffer.wrap(grant).position(3);
        for (int name = 0; name < 3; name++) {
            int length = in.get() & 0xFF;
            in.position(in.position() + length);
        }
        in.position(in.position() + 8 + 8 + 32);
        var readers = new HashSet<Long>();
        for (int count = in.get() & 0xFF; count > 0; count--)
            readers.add(in.getLong());
        return readers;
    }

    private void ask() {
        try {
            var versions = get("/actuator/keys");
            var count = Math.round(new JsonMapper()
                    .readTree(get("/actuator/metrics/gatehouse.open?tag=topic:" + subject.reads() + "&tag=code:OPENED"))
                    .path("measurements").path(0).path("value").asDouble(0));
            var now = Instant.now();
            synchronized (this) {
                new JsonMapper().readTree(versions).path("versions")
                        .forEach(version -> keys.add(Long.parseUnsignedLong(version.path("keyId").asString(), 16)));
                if (openedCount >= 0 && count > openedCount) {
                    last = new Last(last.written, later(last.opened, now), last.sealedFor, last.notSealedFor, last.wrapped,
                            last.refused);
                    if (now.isAfter(lookedFrom) && first.opened.isEmpty())
                        first = new First(Optional.of(now), first.fresh);
                }
                openedCount = Math.max(count, openedCount);
            }
        } catch (IOException | RuntimeException notNow) {
            return; // asked again in a moment
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askGroup() {
        try {
            var committed = new HashMap<TopicPartition, Long>();
            admin.listConsumerGroupOffsets(subject.service()).partitionsToOffsetAndMetadata().get(5, TimeUnit.SECONDS)
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
            var now = Instant.now();
            synchronized (this) {
                readUpTo = committed;
                if (first.fresh.isEmpty() && freshOffsets.entrySet().stream()
                        .anyMatch(fresh -> committed.getOrDefault(fresh.getKey(), 0L) > fresh.getValue()))
                    first = new First(first.opened, Optional.of(now));
            }
        } catch (ExecutionException | TimeoutException | RuntimeException notNow) {
            return; // asked again in a moment
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(platform.url(subject.peer()).resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
        return operator.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() {
        over = true;
        threads.shutdown();
        admin.close(Duration.ofSeconds(1));
        operator.shutdownNow();
    }
}
