package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One revocation and what follows, in seconds; zero when it had ended before the command began. */
record Revocation(double command, double written, double opened, double sealed, double back) {
    static final Subject SUBJECT = new Subject("maintenance-scheduler", "sensor-readings.v1", "maintenance.v1");
    static final List<String> COLUMNS = List.of("command", "written", "opened", "sealed", "back");
    /** Longer than from one look at the revocations to the next; whatever comes later would be seen in the next run. */
    static final Duration OBSERVED = Duration.ofSeconds(45);

    static Revocation run(Demo demo, Watch watch) throws IOException, InterruptedException {
        watch.awaitTraffic();
        var revoked = Instant.now();
        demo.verb("revoke", SUBJECT.service());
        var ended = Instant.now();
        Waiting.until(revoked.plus(OBSERVED));
        var last = watch.last();
        var reinstated = Instant.now();
        watch.lookFrom(reinstated);
        demo.verb("reinstate", SUBJECT.service());
        demo.verb("apply");
        Waiting.await("its return", () -> watch.first().opened().isPresent());
        return new Revocation(Waiting.seconds(revoked, ended), Waiting.seconds(revoked, last.written()),
                Waiting.seconds(revoked, last.opened()), Waiting.seconds(revoked, last.sealedFor()),
                Waiting.seconds(reinstated, watch.first().opened().orElseThrow()));
    }

    boolean isWithin(Duration bound) {
        return Math.max(written, Math.max(opened, sealed)) <= bound.toSeconds();
    }

    List<Double> row() {
        return List.of(command, written, opened, sealed, back);
    }
}
