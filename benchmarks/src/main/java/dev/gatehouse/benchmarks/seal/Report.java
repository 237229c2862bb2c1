package dev.gatehouse.benchmarks.seal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table, the targets and the JSON.
 *
 * @param addedBytes by which a sealed value is longer than its payload, over all sizes and numbers of readers
 * @param firstRecordP99 µs
 */
record Report(Rounds rounds, List<Integer> addedBytes, double firstRecordP99) {
    private static final double MOST_RATIO = 1.25;
    private static final double MOST_BYTES = 2.5 * 1024;
    private static final int ADDED = 38;
    private static final double MOST_FIRST = 200;
    private static final List<String> HEADINGS = List.of("payload", "what", "readers", "µs/op", "x raw", "B/op", "wall µs/op");

    /** A number to reach, and what was reached. */
    record Target(String what, double most, double reached) {
        boolean met() {
            return reached <= most;
        }

        String line() {
            return String.format(Locale.ROOT, "%-8s %s: %.2f (at most %.2f)", met() ? "met" : "MISSED", what, reached, most);
        }
    }

    static String legend() {
        return """
                µs/op: processor time of the measuring thread, median of the rounds; collecting garbage is not in it.
                x raw: median over the rounds of the ratio within a round. B/op: allocated. Everything in one JVM per line and round.
                Ten CloudEvents headers and a record key are bound: 0.56 kB of associated data, headers sorted as by our producer.
                seal:  through SealingSessions, session warm, list of headers given: clock, checks of headers and event id,
                       associated data, counter, nonce, AES-256-GCM into a new array.
                open:  through Opener, session known, record given: clocks, checks of headers and event id, session, retention,
                       writer, signer, associated data, AES-256-GCM into a new array, source.
                raw:   the JDK's Cipher reused, counter nonce, key and associated data lying ready as arrays, into a new array.
                """;
    }

    List<Target> targets() {
        var targets = new ArrayList<Target>();
        for (var point : rounds.points())
            if (point.payloadBytes() == Point.TARGETED && (point.work() == Point.Work.SEAL || point.work() == Point.Work.OPEN)) {
                var what = "%s 1 KiB, %d readers".formatted(point.work().title, point.readers()).replace(" 1 readers",
                        " 1 reader");
                targets.add(new Target(what + ", times raw", MOST_RATIO, rounds.ratioToRaw(point, Measurement::cpuMicros)));
                targets.add(new Target(what + ", bytes allocated", MOST_BYTES,
                        Math.rint(rounds.median(point, Measurement::allocatedBytes))));
            }
        targets.add(new Target("bytes added to a record, 1 and 10 readers", ADDED,
                addedBytes.stream().mapToInt(Integer::intValue).max().orElseThrow()));
        targets.add(new Target("first record of a session, 10 readers, p99 in µs", MOST_FIRST, firstRecordP99));
        return targets;
    }

    String text() {
        var rows = Stream.concat(Stream.of(HEADINGS), rows()).toList();
        var widths = rows.getFirst().stream().map(String::length).toArray(Integer[]::new);
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        });
        return rows.stream().map(row -> {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++)
                line.append(i == 1 ? "%-" + widths[i] + "s  " : "%" + widths[i] + "s  ");
            return line.toString().formatted(row.toArray()).stripTrailing();
        }).collect(Collectors.joining("\n", "", "\n\n")) + legend() + "\n" + verdicts() + "\n";
    }

    String markdown() {
        return Stream.concat(Stream.of(HEADINGS, List.of("--:", "---", "--:", "--:", "--:", "--:", "--:")), rows())
                .map(row -> "| " + String.join(" | ", row) + " |").collect(Collectors.joining("\n", "", "\n\n"))
                + targets().stream().map(t -> "- " + t.line().replaceAll(" +", " ")).collect(Collectors.joining("\n", "", "\n"));
    }

    private String verdicts() {
        var lines = targets().stream().map(Target::line).collect(Collectors.joining("\n", "", "\n"));
        return rounds.busy() < 1.1
                ? lines
                : lines + String.format(Locale.ROOT,
                        "The machine was busy: by the wall, things took %.1f times the time that they worked.%n", rounds.busy());
    }

    Map<String, Object> json() {
        var out = new LinkedHashMap<String, Object>();
        out.put("format", 1);
        out.put("jvm", Runtime.version() + " " + Lab.jvm());
        out.put("cores", Runtime.getRuntime().availableProcessors());
        out.put("busy", rounds.busy());
        out.put("addedBytes", addedBytes);
        out.put("firstRecordP99Micros", firstRecordP99);
        out.put("targets", targets().stream().map(t -> Map.of("what", t.what(), "most", t.most(), "reached", t.reached(), "met",
                t.met())).toList());
        out.put("points", rounds.points().stream().map(p -> {
            var point = new LinkedHashMap<String, Object>();
            point.put("work", p.work());
            point.put("payloadBytes", p.payloadBytes());
            point.put("readers", p.readers());
            point.put("cpuMicros", rounds.median(p, Measurement::cpuMicros));
            point.put("timesRaw", rounds.ratioToRaw(p, Measurement::cpuMicros));
            point.put("timesRawByTheWall", rounds.ratioToRaw(p, Measurement::wallMicros));
            point.put("allocatedBytes", rounds.median(p, Measurement::allocatedBytes));
            point.put("rounds", rounds.of(p));
            return point;
        }).toList());
        return out;
    }

    private Stream<List<String>> rows() {
        return rounds.points().stream().map(p -> List.of(Integer.toString(p.payloadBytes()), p.work().title,
                p.isSealed() ? Integer.toString(p.readers()) : "",
                number("%.3f", rounds.median(p, Measurement::cpuMicros)),
                number("%.2f", rounds.ratioToRaw(p, Measurement::cpuMicros)),
                number("%.0f", rounds.median(p, Measurement::allocatedBytes)),
                number("%.3f", rounds.median(p, Measurement::wallMicros))));
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
