package dev.gatehouse.benchmarks.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/** How many events the inbox of one partition takes, as a table: medians of three rounds, after one that does not count. */
public final class InboxTable {
    private static final int ROUNDS = 3;
    /** As many as one poll brings at most. */
    private static final int BATCH = 500;
    private final InboxThroughput inbox;
    private final int events;
    private final List<List<String>> lines = new ArrayList<>();

    /**
     * @param database a pool of a role whose schema has the tables of {@code db/gatehouse}
     * @param events in each round; a tenth of it where each is a transaction of its own
     */
    public InboxTable(DataSource database, int events) {
        this.inbox = new InboxThroughput(database);
        this.events = events;
    }

    /** Rows of cells, the heading first; told on standard error as they are reached. */
    public List<List<String>> measure() {
        lines.add(List.of("inbox of one partition", "events/s"));
        measure("transactions of %d, handlers that write nothing".formatted(BATCH), () -> inbox.remembered(events, BATCH));
        measure("transactions of %d, one row by each handler".formatted(BATCH), () -> inbox.withOneRowEach(events, BATCH));
        measure("a transaction for each, one row by each handler", () -> inbox.withOneRowEach(events / 10, 1));
        return List.copyOf(lines);
    }

    private void measure(String what, DoubleSupplier round) {
        var _ = round.getAsDouble();
        double median = IntStream.range(0, ROUNDS).mapToDouble(n -> round.getAsDouble()).sorted().toArray()[ROUNDS / 2];
        System.err.printf(Locale.ROOT, "  %-50s %8.0f events/s%n", what, median);
        lines.add(List.of(what, String.format(Locale.ROOT, "%.0f", median)));
    }
}
