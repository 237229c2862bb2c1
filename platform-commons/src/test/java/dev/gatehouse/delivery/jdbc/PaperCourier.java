package dev.gatehouse.delivery.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;

/** A broker on paper: writes down what comes, in order, and refuses what a test says. */
final class PaperCourier implements Courier {
    final List<String> log = new CopyOnWriteArrayList<>();
    final Set<SessionId> lost = new HashSet<>();
    volatile Predicate<StoredEvent> refused = event -> false;
    volatile Code code = Code.UNAVAILABLE;
    volatile boolean silent;
    private final List<CompletableFuture<?>> unanswered = new ArrayList<>();
    private boolean failed;

    /** Subjects and versions of what came, such as {@code cake 1}. */
    List<String> events() {
        return log.stream().filter(line -> !line.startsWith("grant")).toList();
    }

    @Override
    public CompletableFuture<GrantPlace> announce(TopicName topic, SessionId session, byte[] grant) {
        log.add("grant " + session);
        lost.remove(session);
        return CompletableFuture.completedFuture(new GrantPlace("topic", log.size()));
    }

    @Override
    public CompletableFuture<Set<SessionId>> missing(Map<SessionId, Announced> announced) {
        return CompletableFuture
                .completedFuture(announced.keySet().stream().filter(lost::contains).collect(Collectors.toSet()));
    }

    @Override
    public CompletableFuture<?> send(StoredEvent event) {
        var outcome = new CompletableFuture<>();
        failed |= refused.test(event);
        if (failed) {
            outcome.completeExceptionally(new NotSentException(code, "as the test wants it"));
            return outcome;
        }
        log.add(line(event));
        if (silent)
            unanswered.add(outcome);
        else
            outcome.complete(null);
        return outcome;
    }

    static String line(StoredEvent event) {
        return event.subject() + " " + event.headers().stream().filter(h -> h.name().equals("ce_sequence"))
                .map(h -> new String(Objects.requireNonNull(h.value()), StandardCharsets.US_ASCII)).findFirst().orElseThrow();
    }

    @Override
    public void reset() {
        failed = false;
        unanswered.forEach(u -> u.completeExceptionally(new NotSentException(Code.UNAVAILABLE, "reset")));
        unanswered.clear();
    }

    @Override
    public void close() {
        reset();
    }
}
