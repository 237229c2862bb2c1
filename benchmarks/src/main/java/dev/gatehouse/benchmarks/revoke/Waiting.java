package dev.gatehouse.benchmarks.revoke;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting with a bound. */
final class Waiting {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private Waiting() {}

    static void await(String what, BooleanSupplier condition) {
        await(what, condition, PATIENCE);
    }

    /** @throws IllegalStateException when it does not come in time */
    static void await(String what, BooleanSupplier condition, Duration bound) {
        var deadline = Instant.now().plus(bound);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline))
                throw new IllegalStateException("%s did not come within %s".formatted(what, bound));
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    static void until(Instant time) {
        await("the end of observation", () -> Instant.now().isAfter(time));
    }

    /** From one to the other; zero when the other came first. */
    static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }
}
