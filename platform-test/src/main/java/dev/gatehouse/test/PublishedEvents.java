package dev.gatehouse.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/**
 * An outbox that keeps what was committed, and refuses when it is told to. Like the real one it wants a transaction, and a
 * version that grows. Safe for many threads.
 */
public final class PublishedEvents implements Events {
    private final List<Published> all = new CopyOnWriteArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private volatile NotSentException.@Nullable Code refusal;

    public record Published(Object event, About about) {}

    public void refuse(NotSentException.Code code) {
        refusal = code;
    }

    public void accept() {
        refusal = null;
    }

    @Override
    public EventId publish(Object event, About about) {
        var code = refusal;
        if (code != null)
            throw new NotSentException(code, "as the test wants it");
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new NotSentException(NotSentException.Code.NO_TRANSACTION, "@Transactional is missing");
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                grow(about);
            }

            @Override
            public void afterCommit() {
                all.add(new Published(event, about));
            }
        });
        var own = about.id();
        return own == null ? EventId.random() : own;
    }

    private synchronized void grow(About about) {
        long version = Objects.requireNonNull(about.version(), "an event that is published has a version");
        if (versions.getOrDefault(about.subject(), 0L) >= version)
            throw new NotSentException(NotSentException.Code.VERSION_NOT_GREATER, about.subject());
        versions.put(about.subject(), version);
    }

    /** In the order of commits. */
    public List<Published> all() {
        return all;
    }

    public List<Object> events() {
        return all.stream().map(Published::event).toList();
    }

    /** Simple names of the classes of the events, in the order of commits. */
    public List<String> types() {
        return all.stream().map(published -> published.event().getClass().getSimpleName()).toList();
    }

    public void clear() {
        all.clear();
    }
}
