package dev.gatehouse.sealing;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import dev.gatehouse.contract.TopicContract.Reader;

import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static org.assertj.core.api.Assertions.assertThat;

/** AES-GCM fails wholly when a nonce comes twice under one key; here nonce is counter, and key is session. */
@Execution(ExecutionMode.CONCURRENT)
class NonceTest {
    private static final int THREADS = 16;
    private static final int RECORDS = 1_000_000;
    private static final int RECORDS_OF_A_SESSION = 20_000;
    private final Platform platform = new Platform();
    private final AtomicInteger sealed = new AtomicInteger();

    @Test
    void noKeyAndNonceComeTwiceInAMillionRecordsOfSixteenThreads() throws Exception {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        var limits = new SessionLimits(RECORDS_OF_A_SESSION, 1L << 30, Duration.ofHours(24));
        var sessions = platform.writer(INGEST, limits);
        var used = new HashMap<SessionId, BitSet>();
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var results = IntStream.range(0, THREADS).mapToObj(t -> threads.submit(() -> sealMany(sessions))).toList();
            while (!results.stream().allMatch(Future::isDone))
                sessions.tick();
            for (var result : results)
                result.get().forEach((session, counters) -> {
                    var all = used.computeIfAbsent(session, s -> new BitSet());
                    assertThat(all.intersects(counters)).isFalse();
                    all.or(counters);
                });
        }
        assertThat(used.values().stream().mapToInt(BitSet::cardinality).sum()).isEqualTo(RECORDS);
        assertThat(used.values()).allMatch(counters -> counters.length() <= RECORDS_OF_A_SESSION);
        assertThat(used).hasSizeGreaterThanOrEqualTo(RECORDS / RECORDS_OF_A_SESSION);
    }

    private Map<SessionId, BitSet> sealMany(SealingSessions sessions) {
        var headers = Platform.headers("event-1", INGEST);
        var payload = new byte[16];
        var counters = new HashMap<SessionId, BitSet>();
        while (sealed.incrementAndGet() <= RECORDS) {
            var sealing = sessions.seal(READINGS, null, headers, payload);
            while (sealing instanceof Sealing.NoSession) {
                LockSupport.parkNanos(10_000);
                sealing = sessions.seal(READINGS, null, headers, payload);
            }
            var value = ((Sealing.Sealed) sealing).value();
            int counter = ByteBuffer.wrap(value).getInt(Envelope.COUNTER);
            var mine = counters.computeIfAbsent(SessionId.at(value, Envelope.SESSION), s -> new BitSet());
            if (mine.get(counter))
                throw new AssertionError("counter " + counter + " came twice");
            mine.set(counter);
        }
        return counters;
    }
}
