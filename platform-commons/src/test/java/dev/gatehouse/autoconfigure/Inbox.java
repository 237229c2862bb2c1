package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Keeps what a handler was given, and fails at the texts that a test names. */
abstract class Inbox<E extends Written> implements EventHandler<E> {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(10);
    final List<EventMetadata> events = new CopyOnWriteArrayList<>();
    private final List<String> applied = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Map<String, Supplier<Throwable>> faults = new ConcurrentHashMap<>();

    static final class Notes extends Inbox<NoteTaken> {}

    static final class Letters extends Inbox<LetterSent> {}

    @Override
    public void handle(E event, EventMetadata metadata) {
        attempts.add(event.text());
        var fault = faults.get(event.text());
        if (fault != null)
            sneak(fault.get());
        applied.add(event.text());
        events.add(metadata);
    }

    void failAt(String text, Supplier<Throwable> fault) {
        faults.put(text, fault);
    }

    void heal(String text) {
        faults.remove(text);
    }

    long attempts(String text) {
        return attempts.stream().filter(text::equals).count();
    }

    List<String> applied() {
        return List.copyOf(applied);
    }

    long applied(String text) {
        return applied.stream().filter(text::equals).count();
    }

    void awaitAttempts(String text, int number) {
        await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(SHORT).until(() -> attempts(text) >= number);
    }

    void awaitApplied(String text) {
        await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(SHORT)
                .untilAsserted(() -> assertThat(applied).contains(text));
    }

    @SuppressWarnings("unchecked") // any Throwable leaves a handler, as from Kotlin or by Lombok
    private static <T extends Throwable> void sneak(Throwable fault) throws T {
        throw (T) fault;
    }
}
