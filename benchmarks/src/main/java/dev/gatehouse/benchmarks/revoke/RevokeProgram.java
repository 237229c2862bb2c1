package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code benchmarks/run revoke}: seconds from {@code gatehouse revoke}, and from {@code gatehouse apply} with other readers, until
 * it holds, on a running demo.
 */
public final class RevokeProgram {
    private static final String HELP = """
            benchmarks/run revoke [--only revoke|readers] [--runs N] [--port-base P]

            Starts a demo and lets a device report ten times a second. N times, 10 unless told otherwise:

            revoke: revokes and reinstates maintenance-scheduler, about 75 seconds each. Prints seconds from the start of
            'gatehouse revoke' until
              written   the last record of it was appended by the broker
              opened    the last reading was opened by it
              sealed    the last reading was appended that was sealed in a session that it could open
              back      after 'gatehouse reinstate' and 'gatehouse apply', the first reading was opened by it again

            readers: takes iot-ingest out of the readers of maintenance.v1 by 'gatehouse apply' with changed descriptors, and adds
            it again, about two minutes each. Prints seconds from the start of the first 'gatehouse apply' until
              opened    the last event was opened by it
              sealed    the last event was appended that was sealed in a session that it could open
              wrapped   the last session was announced that it could open; 0.0: none
            and from the start of the second one until
              opened    the first event was opened by it, whenever appended
              new       the first of the events appended since then was opened by it
              all       the last event was appended that it cannot open. It fails if, of what is appended in the seconds after
                        a minute, not everything is opened by it.

            Exit code 0 when all but 'back' are within 60 s and no process was restarted, 1 when one is not.
            """;
    private static final Duration BOUND = Duration.ofMinutes(1);

    private RevokeProgram() {}

    /** One run of a measurement. */
    @FunctionalInterface
    private interface Run<T> {
        T in(Watch watch) throws IOException, InterruptedException;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var options = List.of(args);
        if (options.contains("--help")) {
            System.out.print(HELP);
            return;
        }
        System.setProperty("logback.configurationFile", "dev/gatehouse/benchmarks/revoke/quiet-logback.xml");
        int runs = Integer.parseInt(option(options, "--runs", "10"));
        var only = option(options, "--only", "");
        var root = Path.of(System.getProperty("gatehouse.benchmarks.root", "."));
        boolean isKept = true;
        try (var demo = Demo.start(root, Integer.parseInt(option(options, "--port-base", "27000")));
                var traffic = new Traffic(demo.platform())) {
            System.err.printf("the demo runs; load %.1f%n", load());
            var processes = demo.processes();
            traffic.begin();
            if (!only.equals("readers")) {
                var done = repeat(runs, demo, Revocation.SUBJECT, watch -> Revocation.run(demo, watch));
                print("revoke", new Table(Revocation.COLUMNS, done.stream().map(Revocation::row).toList()));
                isKept &= done.stream().allMatch(run -> run.isWithin(BOUND));
            }
            if (!only.equals("revoke")) {
                var catalogs = Catalogs.of(root, demo.folder());
                var done = repeat(runs, demo, ReaderChange.SUBJECT, watch -> ReaderChange.run(demo, watch, catalogs));
                print("readers", new Table(ReaderChange.COLUMNS, done.stream().map(ReaderChange::row).toList()));
                isKept &= done.stream().allMatch(run -> run.isWithin(BOUND));
            }
            boolean areTheSame = processes.equals(demo.processes());
            System.out.printf("Seconds, on %d processors with a load of %.1f at the end. %d processes, %s.%n",
                    Runtime.getRuntime().availableProcessors(), load(), processes.size(),
                    areTheSame ? "none of them restarted" : "and some were restarted");
            isKept &= areTheSame;
        }
        System.exit(isKept ? 0 : 1);
    }

    private static <T> List<T> repeat(int runs, Demo demo, Subject subject, Run<T> run)
            throws IOException, InterruptedException {
        var done = new ArrayList<T>();
        try (var watch = new Watch(demo.platform(), subject)) {
            for (int i = 1; i <= runs; i++) {
                done.add(run.in(watch));
                System.err.printf("run %d of %d, load %.1f: %s%n", i, runs, load(), done.getLast());
            }
        }
        return done;
    }

    private static void print(String what, Table table) {
        System.out.printf("%s%n%n%s%n", what, table);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : options.get(at + 1);
    }
}
