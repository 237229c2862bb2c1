package dev.gatehouse.demo.app;

import java.time.Duration;
import java.time.InstantSource;

/** Time since this JVM was started, which is when the build was done. */
final class Stopwatch {
    private final long startedMillis;
    private final InstantSource clock;

    Stopwatch(long startedMillis, InstantSource clock) {
        this.startedMillis = startedMillis;
        this.clock = clock;
    }

    Duration elapsed() {
        return Duration.ofMillis(clock.millis() - startedMillis);
    }

    /** To a hundredth. */
    double seconds() {
        return Math.round(elapsed().toMillis() / 10.0) / 100.0;
    }
}
