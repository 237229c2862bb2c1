package dev.gatehouse.benchmarks.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.openjdk.jmh.runner.RunnerException;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.sealing.SessionLimits;

/** {@code benchmarks/run seal}: what sealing and opening cost beside AES-256-GCM alone, and whether that is little enough. */
public final class SealProgram {
    private static final String HELP = """
            benchmarks/run seal [--quick] [--markdown]

            Seal and open at 256 B, 1 KiB and 16 KiB beside raw AES-256-GCM over the same bytes, and a plain copy. Under 6 minutes.
              --quick      fewer and shorter rounds, 10 readers at 1 KiB only; under 90 seconds
              --markdown   print the table for a README
            Writes benchmarks/target/seal.json. Exit code 0 when every target is met, 1 when one is missed.
            """;
    private static final Set<String> OPTIONS = Set.of("--quick", "--markdown", "--help");

    private final Lab lab;
    private final boolean quick;

    private SealProgram(boolean quick) {
        this.quick = quick;
        this.lab = new Lab(quick);
    }

    public static void main(String[] args) throws RunnerException, IOException {
        var options = List.of(args);
        if (options.contains("--help") || !OPTIONS.containsAll(options)) {
            System.out.print(HELP);
            System.exit(options.contains("--help") ? 0 : 2);
        }
        // Somebody else's JMH on the same machine need not keep us waiting; the rounds see to it that it does no harm.
        System.setProperty("jmh.ignoreLock", "true");
        var report = new SealProgram(options.contains("--quick")).run();
        System.out.println();
        System.out.print(options.contains("--markdown") ? report.markdown() : report.text());
        var file = Path.of(System.getProperty("gatehouse.benchmarks.target", "target"), "seal.json");
        Files.writeString(file, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json()));
        System.exit(report.targets().stream().allMatch(Report.Target::met) ? 0 : 1);
    }

    private Report run() throws RunnerException {
        var rounds = new Rounds();
        int most = roundsOf(Point.TARGETED);
        for (int round = 1; round <= most; round++)
            for (int bytes : Point.PAYLOADS)
                if (round <= roundsOf(bytes)) {
                    System.err.printf("round %d of %d, %d bytes%n", round, roundsOf(bytes), bytes);
                    measure(rounds, Point.ofPayload(bytes, quick), round);
                }
        System.err.println("first record of a session");
        return new Report(rounds, addedBytes(), lab.firstRecord());
    }

    /** The targets are about 1 KiB. */
    private int roundsOf(int bytes) {
        if (bytes == Point.TARGETED)
            return quick ? 3 : 5;
        return quick ? 1 : 3;
    }

    /** There and, in the next round, back, so that whatever grows in the course of a round favours nobody. */
    private void measure(Rounds rounds, List<Point> points, int round) throws RunnerException {
        var order = new ArrayList<>(round % 2 == 1 ? points : points.reversed());
        for (var point : order)
            rounds.add(point, lab.measure(point));
    }

    private static List<Integer> addedBytes() {
        return Stream.of(1, 10).flatMap(readers -> {
            var platform = new SamplePlatform(readers, SessionLimits.STANDARD);
            return IntStream.of(Point.PAYLOADS).mapToObj(SampleEvent::new)
                    .map(event -> platform.seal(event, event.headers()).length - event.payload.length);
        }).toList();
    }
}
