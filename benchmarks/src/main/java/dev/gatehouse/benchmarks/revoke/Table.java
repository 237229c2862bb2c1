package dev.gatehouse.benchmarks.revoke;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Seconds, a line a run, and the most of each column below. */
record Table(List<String> columns, List<List<Double>> runs) {
    @Override
    public String toString() {
        var text = new StringBuilder("| run | ").append(String.join(" | ", columns)).append(" |\n| --:")
                .append(" | --:".repeat(columns.size())).append(" |\n");
        for (int run = 0; run < runs.size(); run++)
            text.append(line(Integer.toString(run + 1), runs.get(run)));
        var most = IntStream.range(0, columns.size())
                .mapToObj(column -> Collections.max(runs.stream().map(run -> run.get(column)).toList())).toList();
        return text.append(line("most", most)).toString();
    }

    private static String line(String name, List<Double> seconds) {
        return seconds.stream().map(value -> String.format(Locale.ROOT, "%.1f", value))
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |\n"));
    }
}
