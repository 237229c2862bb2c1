package dev.gatehouse.benchmarks.outbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.gatehouse.benchmarks.inbox.InboxTable;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;

/** {@code benchmarks/run outbox}: how fast events leave a database for the broker, in order, and how fast they are applied. */
public final class OutboxProgram {
    private static final String HELP = """
            benchmarks/run outbox [--quick] [--markdown]

            Events of 1 KiB, sealed, in a real PostgreSQL with fsync, to a real broker, both over mutual TLS. Order and number are
            checked on the broker. Then the inbox of one partition, in the same database: its own work alone, no broker, nothing to
            open. Under 12 minutes, and 8 GB of disk.
              --quick      a backlog of 100 000 instead of 1 000 000, fewer events for the inbox; under 4 minutes
              --markdown   print the tables for a README
            Exit code 0 when every target is met, 1 when one is missed.
            """;
    private static final Set<String> OPTIONS = Set.of("--quick", "--markdown", "--help");
    private static final double TARGET = 5_000;
    private static final int ROUNDS = 3;
    private static final int PER_ROUND = 40_000;
    private static final int PUBLISHED = 20_000;
    private static final int SINGLE = 300;

    private final Shop shop;
    private final Backlog backlog;
    private final Reader reader;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private long disorder;
    private long missing;

    private OutboxProgram(Shop shop) {
        this.shop = shop;
        this.backlog = new Backlog(shop);
        this.reader = new Reader(shop);
    }

    public static void main(String[] args) throws Exception {
        var options = List.of(args);
        if (options.contains("--help") || !OPTIONS.containsAll(options)) {
            System.out.print(HELP);
            System.exit(options.contains("--help") ? 0 : 2);
        }
        var folder = Files.createTempDirectory("gatehouse-outbox");
        boolean met;
        try (var shop = new Shop(folder)) {
            met = new OutboxProgram(shop).run(options.contains("--quick") ? 100_000 : 1_000_000, options.contains("--markdown"));
        } finally {
            delete(folder.toFile());
        }
        System.exit(met ? 0 : 1);
    }

    private boolean run(int rows, boolean markdown) throws Exception {
        for (int round = 1; round <= ROUNDS; round++) {
            System.err.printf("round %d of %d%n", round, ROUNDS);
            if (round % 2 == 1) {
                drained("relay", PER_ROUND, this::relay);
                drained("skip locked", PER_ROUND, this::skipLocked);
            } else {
                drained("skip locked", PER_ROUND, this::skipLocked);
                drained("relay", PER_ROUND, this::relay);
            }
            raw();
        }
        System.err.printf("a backlog of %d%n", rows);
        drained("backlog", rows, this::relay);
        System.err.println("published and carried at the same time");
        published();
        var latency = latency();
        reader.close();
        System.err.println("the inbox");
        var inbox = new InboxTable(shop.pool, rows / 20).measure();
        boolean met = report(rows, latency, markdown);
        System.out.println();
        print(inbox, "%-60s %10s", markdown);
        return met;
    }

    private interface Drain {
        void run() throws Exception;
    }

    private void drained(String what, int events, Drain drain) throws Exception {
        backlog.fill(events);
        long begin = System.nanoTime();
        drain.run();
        add(what, events, begin);
        var count = reader.read();
        disorder += count.disorder();
        missing += events - count.events();
    }

    private void add(String what, long events, long begin) {
        double rate = events * 1e9 / (System.nanoTime() - begin);
        rates.computeIfAbsent(what, w -> new ArrayList<>()).add(rate);
        System.err.printf(Locale.ROOT, "  %-12s %8.0f events/s%n", what, rate);
    }

    /** From the start of the relay, its connection and producer included. */
    private void relay() {
        try (var _ = shop.relay()) {
            while (!backlog.isEmpty())
                LockSupport.parkNanos(20_000_000);
        }
    }

    private void skipLocked() throws Exception {
        try (var producer = new KafkaProducer<>(shop.producer(5), new ByteArraySerializer(), new ByteArraySerializer())) {
            new SkipLockedRelay(shop).drain(producer);
        }
    }

    /** Records of the same size from memory: what the broker takes on this machine. */
    private void raw() throws Exception {
        var value = new byte[1_038];
        var head = new byte[330];
        try (var producer = new KafkaProducer<>(shop.producer(5), new ByteArraySerializer(), new ByteArraySerializer())) {
            long begin = System.nanoTime();
            for (int i = 0; i < PER_ROUND; i++) {
                var record = new ProducerRecord<>(Shop.ORDERS.value(),
                        ("raw-" + i % Backlog.ORDERS).getBytes(StandardCharsets.UTF_8), value);
                record.headers().add("padding", head);
                var _ = producer.send(record);
            }
            producer.flush();
            add("raw producer", PER_ROUND, begin);
        }
        reader.skip();
    }

    /** Four threads, a transaction for each event; until the last one is on the broker. */
    private void published() {
        try (var _ = shop.relay()) {
            long begin = System.nanoTime();
            var threads = new ArrayList<CompletableFuture<Void>>();
            for (int t = 0; t < 4; t++) {
                int thread = t;
                threads.add(CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < PUBLISHED / 4; i++)
                        publish("t%d-%d".formatted(thread, i % 100), 1 + i / 100);
                }, Thread::startVirtualThread));
            }
            threads.forEach(CompletableFuture::join);
            while (!backlog.isEmpty())
                LockSupport.parkNanos(5_000_000);
            add("published", PUBLISHED, begin);
        }
        var count = reader.read();
        disorder += count.disorder();
        missing += PUBLISHED - count.events();
    }

    /** One event after the other: from the return of the commit until its row is gone. Milliseconds, sorted. */
    private double[] latency() {
        var times = new double[SINGLE];
        try (var _ = shop.relay()) {
            for (int i = 0; i < SINGLE; i++) {
                publish("single", 1 + i);
                long begin = System.nanoTime();
                while (!backlog.isEmpty())
                    Thread.onSpinWait();
                times[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(times);
        return times;
    }

    private void publish(String order, long version) {
        shop.transaction.executeWithoutResult(status -> shop.events.publish(new OrderChanged("x".repeat(960)),
                About.about(order, version).because(Cause.user())));
    }

    private boolean report(int rows, double[] latency, boolean markdown) {
        var lines = new ArrayList<List<String>>();
        lines.add(List.of("what", "events/s", "x raw"));
        double raw = median("raw producer");
        Map.of("relay", "relay, %d events, median of %d".formatted(PER_ROUND, ROUNDS), "skip locked",
                "one worker, FOR UPDATE SKIP LOCKED, likewise", "raw producer", "the same bytes from memory, likewise", "backlog",
                "relay, backlog of %d".formatted(rows), "published",
                "4 publishers, a transaction for each event, and the relay").entrySet().stream()
                .sorted((a, b) -> a.getKey().compareTo(b.getKey())).forEach(e -> lines.add(List.of(e.getValue(),
                        String.format(Locale.ROOT, "%.0f", median(e.getKey())),
                        String.format(Locale.ROOT, "%.2f", median(e.getKey()) / raw))));
        System.out.println();
        print(lines, "%-60s %10s %8s", markdown);
        System.out.printf(Locale.ROOT,
                "%none at a time, from commit until it is acknowledged and deleted: %.1f ms median, %.1f ms p99%n%n",
                latency[latency.length / 2], latency[(int) (latency.length * 0.99)]);
        return Stream.of(target("relay, events/s (at least 5000)", median("relay"), median("relay") >= TARGET),
                target("backlog, events/s (at least 5000)", median("backlog"), median("backlog") >= TARGET),
                target("events out of order (0)", (double) disorder, disorder == 0),
                target("events missing or doubled (0)", (double) missing, missing == 0)).allMatch(met -> met);
    }

    private static void print(List<List<String>> lines, String format, boolean markdown) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            System.out.println(markdown ? "| " + String.join(" | ", line) + " |" : String.format(format, line.toArray()));
            if (markdown && i == 0)
                System.out.println("| --- |" + " --: |".repeat(line.size() - 1));
        }
    }

    private static boolean target(String what, double reached, boolean met) {
        System.out.printf(Locale.ROOT, "%-8s %s: %.0f%n", met ? "met" : "MISSED", what, reached);
        return met;
    }

    private double median(String what) {
        var sorted = rates.getOrDefault(what, List.of(Double.NaN)).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void delete(java.io.File file) {
        var inside = file.listFiles();
        if (inside != null)
            Arrays.stream(inside).forEach(OutboxProgram::delete);
        if (!file.delete())
            file.deleteOnExit();
    }
}
