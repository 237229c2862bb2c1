package dev.gatehouse.maintenance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/** A courier for tests: keeps what it is given, and fails when it is told to. */
public final class SentEvents implements DirectEvents {
    public record Sent(Object event, About about) {}

    public final List<Sent> all = new ArrayList<>();
    public boolean brokerIsGone;

    @Override
    public CompletableFuture<EventId> send(Object event, About about) {
        if (brokerIsGone)
            return CompletableFuture
                    .failedFuture(new NotSentException(NotSentException.Code.UNAVAILABLE, "as the test wants it"));
        all.add(new Sent(event, about));
        return CompletableFuture.completedFuture(EventId.random());
    }

    /** Simple names of the classes of the events, in the order of sending. */
    public List<String> types() {
        return all.stream().map(sent -> sent.event().getClass().getSimpleName()).toList();
    }
}
