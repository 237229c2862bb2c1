package dev.gatehouse.iotingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/** A courier for tests: keeps what it is given, and fails when it is told to. */
public final class SentEvents implements DirectEvents {
    public record Sent(Object event, About about) {}

    public final List<Sent> all = new ArrayList<>();
    private NotSentException.@Nullable Code failure;
    private int succeeding = Integer.MAX_VALUE;

    /** From the event after the next {@code good} ones on, nothing is acknowledged. */
    public void failAfter(int good, NotSentException.Code code) {
        succeeding = good;
        failure = code;
    }

    @Override
    public CompletableFuture<EventId> send(Object event, About about) {
        if (succeeding-- <= 0)
            return CompletableFuture.failedFuture(new NotSentException(Objects.requireNonNull(failure), "as the test wants it"));
        all.add(new Sent(event, about));
        return CompletableFuture.completedFuture(Objects.requireNonNull(about.id()));
    }
}
