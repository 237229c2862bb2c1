package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.names.EventId;

/** Sends notes and letters without a pause, each again under the same id until it is acknowledged. */
final class Correspondence implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(25);
    private static final long PATIENCE_SECONDS = 60;

    private final DirectEvents events;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private int number;

    Correspondence(DirectEvents events) {
        this.events = events;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // ends with the executor
    void begin() {
        thread.scheduleWithFixedDelay(this::next, 0, BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void next() {
        var text = "number-" + number;
        var about = About.about("ledger").because(Cause.schedule()).withId(new EventId("%032x".formatted(number + 1)));
        try {
            events.send(number % 2 == 0 ? new NoteTaken(text, 1) : new LetterSent(text, 1), about).get(PATIENCE_SECONDS,
                    TimeUnit.SECONDS);
            acknowledged.add(text);
            number++;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (Exception again) {
            failures.incrementAndGet();
        }
    }

    List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Sends that were not acknowledged, each of which was repeated. */
    int failures() {
        return failures.get();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
