package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One reader taken away and added again by {@code gatehouse apply}, in seconds; zero when it had ended before that began. */
record ReaderChange(Removed removed, Added added) {
    static final Subject SUBJECT = new Subject("iot-ingest", "maintenance.v1", "sensor-readings.v1");
    static final List<String> COLUMNS = List.of("removed: apply", "opened", "sealed", "wrapped", "added: apply",
            "opened", "new", "all");
    private static final Duration ADDED_BOUND = Duration.ofMinutes(1);
    private static final Duration PROOF = Duration.ofSeconds(5);

    /**
     * Until the last event that it opened, the last one appended that it could open, the last session that was wrapped to it.
     */
    record Removed(double command, double opened, double sealed, double wrapped) {}

    /**
     * Until the first event that it opened, whenever appended; the first one of those appended meanwhile; the last one appended
     * that it could not open.
     */
    record Added(double command, double opened, double fresh, double all) {}

    static ReaderChange run(Demo demo, Watch watch, Catalogs catalogs) throws IOException, InterruptedException {
        watch.awaitTraffic();
        return new ReaderChange(remove(demo, watch, catalogs), add(demo, watch, catalogs));
    }

    private static Removed remove(Demo demo, Watch watch, Catalogs catalogs) throws IOException, InterruptedException {
        var began = Instant.now();
        demo.verb("apply", "--max-removals", "50", "--catalog", catalogs.withoutReader().toString());
        var ended = Instant.now();
        Waiting.until(began.plus(Revocation.OBSERVED));
        var last = watch.last();
        return new Removed(Waiting.seconds(began, ended), Waiting.seconds(began, last.opened()),
                Waiting.seconds(began, last.sealedFor()), Waiting.seconds(began, last.wrapped()));
    }

    private static Added add(Demo demo, Watch watch, Catalogs catalogs) throws IOException, InterruptedException {
        var began = Instant.now();
        watch.lookFrom(began);
        demo.verb("apply", "--catalog", catalogs.whole().toString());
        var ended = Instant.now();
        Waiting.await("its first event", () -> watch.first().opened().isPresent() && watch.first().fresh().isPresent());
        Waiting.until(began.plus(ADDED_BOUND));
        everythingIsOpened(watch);
        var first = watch.first();
        return new Added(Waiting.seconds(began, ended), Waiting.seconds(began, first.opened().orElseThrow()),
                Waiting.seconds(began, first.fresh().orElseThrow()), Waiting.seconds(began, watch.last().notSealedFor()));
    }

    /** @throws IllegalStateException when of the events of some seconds one is not opened */
    private static void everythingIsOpened(Watch watch) {
        var began = Instant.now();
        var before = watch.counts();
        Waiting.until(began.plus(PROOF));
        var published = watch.counts();
        Waiting.await("the reading of everything", () -> watch.isReadUpTo(published.ends())
                && watch.counts().opened() - before.opened() >= published.appended() - before.appended());
        var last = watch.last();
        if (published.appended() == before.appended() || last.notSealedFor().isAfter(began) || last.refused().isAfter(began))
            throw new IllegalStateException("after %s: %s, then %s; %s".formatted(ADDED_BOUND, before, published, last));
    }

    boolean isWithin(Duration bound) {
        return row().stream().allMatch(seconds -> seconds <= bound.toSeconds());
    }

    List<Double> row() {
        return List.of(removed.command, removed.opened, removed.sealed, removed.wrapped, added.command, added.opened,
                added.fresh, added.all);
    }
}
