package dev.gatehouse.demo.estate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server's program while it runs, wherever that is. Safe for many threads. */
public interface Running {
    /** Completes with the exit code; 128 + n after signal n. Never completes exceptionally. */
    CompletableFuture<Integer> onExit();

    /**
     * Asks it to end, and kills it if it has not ended in time.
     *
     * @return the exit code
     */
    int stop(Duration patience);

    /**
     * Kills it, as a crash would.
     *
     * @return the exit code
     */
    int kill9();

    /** Sends it a signal by its name, such as {@code HUP} or {@code STOP}; nothing if it has ended. */
    void signal(String name);

    default boolean isAlive() {
        return !onExit().isDone();
    }

    /** Waits for its end, but not for long. */
    default boolean endsWithin(Duration bound) {
        return onExit().thenApply(code -> true).completeOnTimeout(false, bound.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
