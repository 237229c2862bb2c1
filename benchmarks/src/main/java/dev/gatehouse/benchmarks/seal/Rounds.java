package dev.gatehouse.benchmarks.seal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** What was measured, round by round. A ratio is the median of the ratios within each round, so that drift hits both alike. */
final class Rounds {
    private final Map<Point, List<Measurement>> measured = new LinkedHashMap<>();

    void add(Point point, Measurement measurement) {
        measured.computeIfAbsent(point, p -> new ArrayList<>()).add(measurement);
    }

    List<Point> points() {
        return measured.keySet().stream().sorted(Comparator.comparingInt(Point::payloadBytes).thenComparing(Point::work)
                .thenComparingInt(Point::readers)).toList();
    }

    List<Measurement> of(Point point) {
        return Collections.unmodifiableList(measured.getOrDefault(point, List.of()));
    }

    double median(Point point, ToDoubleFunction<Measurement> what) {
        return Median.of(of(point).stream().mapToDouble(what));
    }

    double ratioToRaw(Point point, ToDoubleFunction<Measurement> what) {
        var mine = of(point);
        var raw = of(point.raw());
        return Median.of(IntStream.range(0, mine.size()).mapToDouble(i -> what.applyAsDouble(mine.get(i))
                / what.applyAsDouble(raw.get(i))));
    }

    /** How much longer everything took than it worked: about 1 on a quiet machine. */
    double busy() {
        return Median.of(measured.values().stream().flatMap(List::stream).mapToDouble(m -> m.wallMicros() / m.cpuMicros()));
    }
}
