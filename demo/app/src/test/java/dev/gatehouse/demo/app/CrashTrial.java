package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.gatehouse.demo.issuer.Resident;

/**
 * Residents and devices report, while one part of the platform after the other is killed, frozen and restarted. Then it is
 * counted from outside whether everything that was acknowledged had its effect, once, and in order.
 */
final class CrashTrial {
    private static final int BLOCKS = 4;
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration RECOVERED = Duration.ofMinutes(2);

    private final Plan plan;
    private final Consumer<String> progress;
    private final Ledger ledger = new Ledger();
    private final List<Recovery> recoveries = new ArrayList<>();

    /**
     * What is tried.
     *
     * @param faults in turn, again from the first one until there were enough events
     * @param events reports and readings, at least
     * @param calm between a recovery and the next fault
     */
    record Plan(List<Fault> faults, int events, Duration calm, int residents, int devices, Crowd.Pace pace, Duration settled) {}

    /** Something that happens to a part of the platform. */
    record Fault(String victim, Deed deed) {}

    /** How long it took until the first event had passed through that part again. */
    record Recovery(Fault fault, Duration time) {}

    /** What came of it. */
    record Outcome(Ledger ledger, Tally tally, Account account, List<String> differences, List<Recovery> recoveries,
            Duration took) {
        boolean isGood() {
            return account.isSettled() && differences.isEmpty();
        }
    }

    CrashTrial(Plan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    Outcome run(Path data, Installation installation, int portBase) {
        long begun = System.nanoTime();
        var residents = IntStream.range(0, plan.residents).mapToObj(n -> new Resident("r" + n, "block-" + n % BLOCKS)).toList();
        var devices = IntStream.range(0, plan.devices).mapToObj(n -> new DeviceName("meter-" + n, blockOf("meter-" + n)))
                .toList();
        try (var platform = new CrashPlatform(data, installation, portBase, residents, devices)) {
            await("the services are ready", platform::isReady, READY);
            progress.accept("everything runs, logs in " + platform.logs());
            var meters = devices.stream().map(platform::meter).toList();
            var crowd = new Crowd(platform, ledger, plan.pace);
            try (var _ = new Lookout(platform.kafka(), ledger)) {
                crowd.begin(residents, meters);
                await("the first work order", () -> ledger.nextOrder(0).isPresent(), READY);
                for (int next = 0; next < plan.faults.size() || ledger.events() < plan.events; next++)
                    happen(platform, plan.faults.get(next % plan.faults.size()));
                progress.accept("%d events acknowledged; waiting for what is under way".formatted(ledger.events()));
                crowd.end(RECOVERED);
            } finally {
                crowd.endSoon();
            }
            return count(platform, meters, residents, begun);
        }
    }

    private void happen(CrashPlatform platform, Fault fault) {
        var victim = platform.victims().stream().filter(one -> one.name().equals(fault.victim)).findFirst().orElseThrow();
        long begun = System.nanoTime();
        long since = begun;
        switch (fault.deed) {
            case KILL -> {
                victim.kill9();
                victim.start();
            }
            case RESTART -> {
                victim.stop();
                since = System.nanoTime();
                victim.start();
            }
            case FREEZE, LONG_FREEZE -> {
                victim.signal("STOP");
                pause(fault.deed.lasts());
                begun = System.nanoTime();
                since = begun;
                victim.signal("CONT");
            }
        }
        var recovery = new Recovery(fault, recovered(fault.victim, since).plusNanos(since - begun));
        recoveries.add(recovery);
        progress.accept(String.format(Locale.ROOT, "%-26s %-16s %6.1f s   %7d events, %d attempts repeated", fault.victim,
                fault.deed, recovery.time.toMillis() / 1e3, ledger.events(), ledger.repeated.sum()));
        await("the services are ready", platform::isReady, READY);
        pause(plan.calm);
    }

    /** Through user-actions goes a report, through iot-ingest a reading, and through all others what makes a work order of a report. */
    private Duration recovered(String victim, long since) {
        Supplier<Optional<Duration>> seen = switch (victim) {
            case World.PEOPLE_DOOR -> () -> ledger.nextReport(since);
            case World.DEVICE_DOOR -> () -> ledger.nextBatch(since);
            default -> () -> ledger.nextOrder(since);
        };
        await(victim + " recovers", () -> seen.get().isPresent(), RECOVERED);
        return seen.get().orElseThrow();
    }

    private Outcome count(CrashPlatform platform, List<Meter> meters, List<Resident> residents, long begun) {
        var books = new Books(platform, ledger);
        await("everything is carried, read and planned", books::isQuiet, plan.settled);
        var tally = Tally.read(platform);
        return new Outcome(ledger, tally, Account.of(ledger, tally), books.differences(tally, meters, residents), recoveries,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    static String blockOf(String device) {
        return "block-" + Integer.parseInt(device.substring(device.lastIndexOf('-') + 1)) % BLOCKS;
    }

    private static void await(String what, BooleanSupplier condition, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline)
                throw new IllegalStateException("it did not happen within %d s: %s".formatted(bound.toSeconds(), what));
            pause(POLL);
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** The recoveries as a table, and what was counted. */
    static String report(Outcome outcome) {
        var text = new StringBuilder(
                "| what | fault | times | recovered after, median | at most |\n| --- | --- | --: | --: | --: |\n");
        outcome.recoveries.stream().collect(Collectors.groupingBy(Recovery::fault, java.util.LinkedHashMap::new, Collectors
                .mapping(Recovery::time, Collectors.toList()))).forEach((fault, times) -> {
                    var sorted = times.stream().sorted().toList();
                    text.append(String.format(Locale.ROOT, "| %s | %s | %d | %.1f s | %.1f s |%n", fault.victim, fault.deed,
                            times.size(), sorted.get((sorted.size() - 1) / 2).toMillis() / 1e3,
                            sorted.getLast().toMillis() / 1e3));
                });
        text.append(
                "\n%d reports and %d readings acknowledged in %d s, %d attempts repeated; %d work orders, %d records came twice\n"
                        .formatted(outcome.ledger.reports.size(), outcome.ledger.readings.size(), outcome.took.toSeconds(),
                                outcome.ledger.repeated.sum(), outcome.tally.orders.size(), outcome.tally.repeated));
        if (!outcome.ledger.odd.isEmpty())
            text.append("answers that nobody promises: ").append(outcome.ledger.odd).append('\n');
        line(text, "lost", outcome.account.lost());
        line(text, "doubled", outcome.account.doubled());
        line(text, "out of order", outcome.account.disorder());
        line(text, "tables, notices, marks or quarantine that differ", outcome.differences);
        return text.toString();
    }

    private static void line(StringBuilder text, String what, List<String> wrong) {
        text.append("%-8s %s (0): %d\n".formatted(wrong.isEmpty() ? "met" : "MISSED", what, wrong.size()));
        wrong.stream().limit(10).forEach(one -> text.append("           ").append(one).append('\n'));
    }
}
