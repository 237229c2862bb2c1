package dev.gatehouse.demo.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * What was acknowledged to residents and devices, which is what the platform owes. Times are {@link System#nanoTime}. Safe for
 * many threads.
 */
final class Ledger {
    /** Event id of each report, and the block of whoever reported. */
    final Map<String, String> reports = new ConcurrentHashMap<>();
    /** Event id of each reading, and its device. */
    final Map<String, String> readings = new ConcurrentHashMap<>();
    /** Attempts that were not acknowledged, and so repeated. */
    final LongAdder repeated = new LongAdder();
    /** Answers that nobody promises, and how often. */
    final Map<String, LongAdder> odd = new ConcurrentHashMap<>();

    /** By when the attempt began. */
    private final ConcurrentSkipListMap<Long, Acknowledged> reported = new ConcurrentSkipListMap<>();
    private final ConcurrentSkipListMap<Long, Acknowledged> measured = new ConcurrentSkipListMap<>();
    /** In which partition each report lies. */
    private final Map<String, Integer> places = new ConcurrentHashMap<>();
    private final Set<Integer> partitions = ConcurrentHashMap.newKeySet();
    /** When a work order was first seen on its topic, by its cause. */
    private final Map<String, Long> opened = new ConcurrentHashMap<>();

    private record Acknowledged(String event, long at) {}

    /** @param begun the attempt that was acknowledged */
    void report(String event, String block, long begun) {
        reports.put(event, block);
        reported.put(begun, new Acknowledged(event, System.nanoTime()));
    }

    void readings(Iterable<String> events, String device, long begun) {
        events.forEach(event -> readings.put(event, device));
        measured.put(begun, new Acknowledged(device, System.nanoTime()));
    }

    void placed(String report, int partition) {
        places.put(report, partition);
        partitions.add(partition);
    }

    void opened(String cause) {
        opened.putIfAbsent(cause, System.nanoTime());
    }

    void odd(String what) {
        odd.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    int events() {
        return reports.size() + readings.size();
    }

    /** How long after {@code since} the first report was acknowledged that was made after it. */
    Optional<Duration> nextReport(long since) {
        return first(reported.tailMap(since).values().stream().map(Acknowledged::at), since);
    }

    /** How long after {@code since} the first batch of readings was acknowledged that was sent after it. */
    Optional<Duration> nextBatch(long since) {
        return first(measured.tailMap(since).values().stream().map(Acknowledged::at), since);
    }

    /**
     * How long after {@code since} work orders were on their topic because of reports that were made after it, of each partition
     * one: an instance that is gone leaves its own partitions behind, and no others.
     */
    Optional<Duration> nextOrder(long since) {
        var first = new HashMap<Integer, Long>();
        reported.tailMap(since).values().forEach(report -> {
            var at = opened.get(report.event());
            var place = places.get(report.event());
            if (at != null && place != null)
                first.merge(place, at, Math::min);
        });
        return first.keySet().containsAll(partitions)
                ? first.values().stream().max(Long::compare).map(at -> Duration.ofNanos(at - since))
                : Optional.empty();
    }

    private static Optional<Duration> first(Stream<Long> times, long since) {
        return times.min(Long::compare).map(at -> Duration.ofNanos(at - since));
    }
}
