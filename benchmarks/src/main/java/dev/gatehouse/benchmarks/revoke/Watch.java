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
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/**
 * What maintenance-scheduler still does, seen from outside: what it writes and what is sealed for it on the broker, by append
 * times, and what it opens, by its own count. Thread-safe.
 */
final class Watch implements AutoCloseable {
    private static final String READS = "sensor-readings.v1";
    private static final String WRITES = "maintenance.v1";
    private static final int SESSION = 16;
    private static final Set<String> TOPICS = Set.of(READS, WRITES, READS + ".grants");

    private final LivePlatform platform;
    private final HttpClient operator;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final Map<ByteBuffer, Set<Long>> readersOfSession = new HashMap<>();
    private final Set<Long> keysOfScheduler = new HashSet<>();
    private final List<ConsumerRecord<byte[], byte[]>> notPlaced = new ArrayList<>();
    private volatile boolean over;
    private long openedCount = -1;
    private Instant written = Instant.EPOCH;
    private Instant opened = Instant.EPOCH;
    private Instant sealedFor = Instant.EPOCH;

    /** The last of each so far. */
    record Last(Instant written, Instant opened, Instant sealedFor) {}

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    Watch(LivePlatform platform) {
        this.platform = platform;
        this.operator = platform.http("operator");
        threads.execute(this::follow);
        threads.scheduleWithFixedDelay(this::ask, 0, 100, TimeUnit.MILLISECONDS);
    }

    synchronized Last last() {
        return new Last(written, opened, sealedFor);
    }

    private void follow() {
        try (var consumer = platform.consumer()) {
            var partitions = TOPICS.stream().flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!over)
                for (var record : consumer.poll(Duration.ofMillis(100)))
                    note(record);
        }
    }

    private synchronized void note(ConsumerRecord<byte[], byte[]> record) {
        var at = Instant.ofEpochMilli(record.timestamp());
        switch (record.topic()) {
            case WRITES -> written = later(written, at);
            case READS -> notPlaced.add(record);
            default -> readersOfSession.computeIfAbsent(ByteBuffer.wrap(record.key()), id -> readers(record.value()));
        }
        notPlaced.removeIf(this::place);
    }

    /** Once the grant of its session is there. */
    private boolean place(ConsumerRecord<byte[], byte[]> record) {
        var readers = readersOfSession.get(ByteBuffer.wrap(Arrays.copyOfRange(record.value(), 2, 2 + SESSION)));
        if (readers == null)
            return false;
        if (readers.stream().anyMatch(keysOfScheduler::contains))
            sealedFor = later(sealedFor, Instant.ofEpochMilli(record.timestamp()));
        return true;
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
            var keys = get("/actuator/keys");
            var now = Instant.now();
            var count = Math.round(new JsonMapper()
                    .readTree(get("/actuator/metrics/gatehouse.open?tag=topic:" + READS + "&tag=code:OPENED"))
                    .path("measurements")
                    .path(0).path("value").asDouble(0));
            synchronized (this) {
                new JsonMapper().readTree(keys).path("versions")
                        .forEach(version -> keysOfScheduler.add(Long.parseUnsignedLong(version.path("keyId").asString(), 16)));
                if (openedCount >= 0 && count > openedCount)
                    opened = later(opened, now);
                openedCount = count;
            }
        } catch (IOException | RuntimeException notNow) {
            return; // asked again in a moment
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(platform.url("maintenanceSchedulerPeer").resolve(path))
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
        operator.shutdownNow();
    }
}
