package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.Versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Writes each letter into the clerk's own table, and fails behind that at the texts that a test names. */
final class Ledger implements EventHandler<LetterSent> {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private final Map<String, Consumer<JdbcClient>> faults = new ConcurrentHashMap<>();
    private volatile @Nullable JdbcClient jdbc;
    private volatile @Nullable Versions versions;

    /** The service in which it handles; letters wait until it is known. */
    void in(ApplicationContext service) {
        versions = service.getBean(Versions.class);
        jdbc = service.getBean(JdbcClient.class);
    }

    @Override
    public void handle(LetterSent letter, EventMetadata event) {
        var client = jdbc;
        if (client == null)
            throw new NotSentException(NotSentException.Code.UNAVAILABLE, "not yet");
        attempts.add(letter.text());
        var known = versions;
        if (event.version() != null && known != null && !known.isNewer(event))
            return;
        client.sql("INSERT INTO letter (text, subject) VALUES (?, ?)").params(letter.text(), String.valueOf(event.subject()))
                .update();
        var fault = faults.get(letter.text());
        if (fault != null)
            fault.accept(client);
    }

    void failAt(String text, Consumer<JdbcClient> fault) {
        faults.put(text, fault);
    }

    void heal(String text) {
        faults.remove(text);
    }

    boolean isBusy() {
        return !attempts.isEmpty();
    }

    long attempts(String text) {
        return attempts.stream().filter(text::equals).count();
    }

    void awaitAttempts(String text, int number) {
        await().atMost(BOUND).until(() -> attempts(text) >= number);
    }

    static void awaitWritten(String text) {
        await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> assertThat(written(text)).isPositive());
    }

    static long written(String text) {
        return Long.parseLong(TestDatabase.value("clerk", "SELECT count(*) FROM letter WHERE text = '%s'".formatted(text)));
    }

    /** Of those that begin so, in the order of their effects, with commas. */
    static String writtenLike(String start) {
        return TestDatabase.value("clerk",
                "SELECT string_agg(text, ',' ORDER BY position) FROM letter WHERE text LIKE '%s%%'".formatted(start));
    }
}
