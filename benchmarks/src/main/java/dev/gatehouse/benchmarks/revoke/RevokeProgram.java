package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/** {@code benchmarks/run revoke}: seconds from {@code gatehouse revoke} until a service does nothing more, on a running demo. */
public final class RevokeProgram {
    private static final String HELP = """
            benchmarks/run revoke [--runs N] [--port-base P]

            Starts a demo, lets a device report ten times a second, and revokes and reinstates maintenance-scheduler N times
            (10 unless told otherwise; about 75 seconds each). Prints seconds from the start of 'gatehouse revoke' until
              written   the last record of it was appended by the broker
              opened    the last reading was opened by it
              sealed    the last reading was appended that was sealed in a session that it could open
              back      after 'gatehouse reinstate' and 'gatehouse apply', the first reading was opened by it again
            Exit code 0 when all of the first three are within 60 s, 1 when one is not.
            """;
    private static final String SERVICE = "maintenance-scheduler";
    private static final Duration BOUND = Duration.ofMinutes(1);
    /** Longer than from one look at the revocations to the next; whatever comes later would be seen in the next run. */
    private static final Duration OBSERVED = Duration.ofSeconds(45);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path root;
    private final LivePlatform platform;
    private final Watch watch;

    /** Seconds; zero when it had ended before the command began. */
    private record Run(double command, double written, double opened, double sealed, double back) {}

    private RevokeProgram(Path root, LivePlatform platform, Watch watch) {
        this.root = root;
        this.platform = platform;
        this.watch = watch;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var options = List.of(args);
        if (options.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        System.setProperty("logback.configurationFile", "dev/gatehouse/benchmarks/revoke/quiet-logback.xml");
        int runs = number(options, "--runs", 10);
        int portBase = number(options, "--port-base", 27_000);
        var root = Path.of(System.getProperty("gatehouse.benchmarks.root", "."));
        var folder = Files.createTempDirectory("gatehouse-revoke");
        var demo = new ProcessBuilder(root.resolve("gatehouse").toString(), "demo", "--data-dir",
                folder.resolve("data").toString(),
                "--port-base", Integer.toString(portBase)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("demo.log").toFile()).start();
        var done = new ArrayList<Run>();
        try {
            var file = folder.resolve("data/demo.json");
            await("the demo", () -> !demo.isAlive() || (Files.exists(file)
                    && LivePlatform.read(file).json().path("state").asString().equals("running")), Duration.ofMinutes(10));
            var platform = LivePlatform.read(file);
            System.err.printf("the demo runs; load %.1f%n", load());
            try (var traffic = new Traffic(platform); var watch = new Watch(platform)) {
                traffic.begin();
                var program = new RevokeProgram(root, platform, watch);
                for (int run = 1; run <= runs; run++) {
                    done.add(program.run());
                    System.err.printf("run %d of %d, load %.1f: %s%n", run, runs, load(), done.getLast());
                }
            }
        } finally {
            demo.destroy();
            demo.waitFor(60, TimeUnit.SECONDS);
        }
        print(done);
        System.exit(done.stream().allMatch(run -> Math.max(run.written, Math.max(run.opened, run.sealed)) <= BOUND.toSeconds())
                ? 0
                : 1);
    }

    private Run run() throws IOException, InterruptedException {
        var began = Instant.now();
        await("traffic", () -> watch.last().written().isAfter(began) && watch.last().opened().isAfter(began)
                && watch.last().sealedFor().isAfter(began), PATIENCE);
        var revoked = Instant.now();
        verb("revoke", SERVICE);
        var ended = Instant.now();
        await("the end of observation", () -> Instant.now().isAfter(revoked.plus(OBSERVED)), PATIENCE);
        var last = watch.last();
        var reinstated = Instant.now();
        verb("reinstate", SERVICE);
        verb("apply");
        await("its return", () -> watch.last().opened().isAfter(reinstated), PATIENCE);
        return new Run(seconds(revoked, ended), seconds(revoked, last.written()), seconds(revoked, last.opened()),
                seconds(revoked, last.sealedFor()), seconds(reinstated, watch.last().opened()));
    }

    private void verb(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root.resolve("gatehouse").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--target", platform.file().toString()));
        var log = platform.file().resolveSibling("verbs.log").toFile();
        int code = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start().waitFor();
        if (code != 0)
            throw new IllegalStateException("%s ended with %d; see %s".formatted(command, code, log));
    }

    private static void print(List<Run> runs) {
        System.out.println("| run | command | written | opened | sealed | back |\n| --: | --: | --: | --: | --: | --: |");
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            System.out.printf("| %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n", i + 1, run.command, run.written, run.opened,
                    run.sealed,
                    run.back);
        }
        System.out.printf("| most | %.1f | %.1f | %.1f | %.1f | %.1f |%n", most(runs, Run::command), most(runs, Run::written),
                most(runs, Run::opened), most(runs, Run::sealed), most(runs, Run::back));
        System.out.printf("%nSeconds, on %d processors with a load of %.1f at the end.%n",
                Runtime.getRuntime().availableProcessors(),
                load());
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double most(List<Run> runs, ToDoubleFunction<Run> which) {
        return runs.stream().mapToDouble(which).max().orElse(0);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }

    private static void await(String what, BooleanSupplier condition, Duration bound) {
        var deadline = Instant.now().plus(bound);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline))
                throw new IllegalStateException("%s did not come within %s".formatted(what, bound));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static int number(List<String> options, String name, int otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
    }
}
