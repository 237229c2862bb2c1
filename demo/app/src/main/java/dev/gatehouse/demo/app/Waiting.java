package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for the outside world, not longer than the whole story may take, and not for processes that are gone. */
final class Waiting {
    private static final long BETWEEN_MILLIS = 50;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable check;
    private final long deadline;

    /** @param check throws when there is no sense in waiting on */
    Waiting(Duration patience, Runnable check) {
        this.check = check;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * Asks until there is an answer.
     *
     * @throws StepMissingException if there is none in time
     */
    <T> T until(String what, Path log, Supplier<Optional<T>> question) {
        while (true) {
            var answer = question.get();
            if (answer.isPresent())
                return answer.get();
            check.run();
            if (System.nanoTime() > deadline)
                throw new StepMissingException("it did not happen in time: " + what, log);
            if (pause(Duration.ofMillis(BETWEEN_MILLIS)))
                throw new EndedException();
        }
    }

    /** Lets time pass. @return whether the demo was ended meanwhile */
    boolean pause(Duration time) {
        try {
            return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends all waiting, from another thread. */
    void end() {
        ended.countDown();
    }
}
