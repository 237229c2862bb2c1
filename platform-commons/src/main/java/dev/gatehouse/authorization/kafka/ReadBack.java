package dev.gatehouse.authorization.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again until a change is there: a right that was given or taken is in force a moment later, on each broker. */
final class ReadBack {
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private ReadBack() {}

    /** The first look that is enough, or the last one after 15 seconds. */
    static <T> T until(Supplier<T> look, Predicate<T> enough) {
        var deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var seen = look.get();
            if (enough.test(seen) || System.nanoTime() - deadline > 0)
                return seen;
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }
}
