package dev.gatehouse.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/** A courier that keeps what it is given, and fails when it is told to. */
public final class SentEvents implements DirectEvents {
    private final List<Sent> all = new ArrayList<>();
    private NotSentException.@Nullable Code failure;
    private int succeeding = Integer.MAX_VALUE;

    public record Sent(Object event, About about) {}

    /** From the event after the next {@code good} ones on, nothing is acknowledged. */
    public void failAfter(int good, NotSentException.Code code) {
        succeeding = good;
        failure = code;
    }

    public void loseTheBroker() {
        failAfter(0, NotSentException.Code.UNAVAILABLE);
    }

    public void findTheBroker() {
        succeeding = Integer.MAX_VALUE;
    }

    @Override
    public CompletableFuture<EventId> send(Object event, About about) {
        if (succeeding-- <= 0)
            return CompletableFuture.failedFuture(new NotSentException(Objects.requireNonNull(failure), "as the test wants it"));
        all.add(new Sent(event, about));
        var own = about.id();
        return CompletableFuture.completedFuture(own == null ? EventId.random() : own);
    }

    /** In the order of sending. */
    public List<Sent> all() {
        return all;
    }

    public List<Object> events() {
        return all.stream().map(Sent::event).toList();
    }

    /** Simple names of the classes of the events, in the order of sending. */
    public List<String> types() {
        return all.stream().map(sent -> sent.event().getClass().getSimpleName()).toList();
    }
}
