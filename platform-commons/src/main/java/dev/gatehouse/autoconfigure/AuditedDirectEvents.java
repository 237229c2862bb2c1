package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/** Audited as {@link RefusedEvents} says, those too that are refused only after they were sent. */
final class AuditedDirectEvents implements DirectEvents {
    private final DirectEvents events;
    private final RefusedEvents refusals;

    AuditedDirectEvents(DirectEvents events, Audit audit, InstantSource time) {
        this.events = events;
        this.refusals = new RefusedEvents(audit, time);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // who sent is told by the other one
    public CompletableFuture<EventId> send(Object event, About about) {
        try {
            var sent = events.send(event, about);
            // Not what whenComplete returns: that one fails with a CompletionException around what was promised.
            sent.whenComplete((id, failure) -> {
                if (failure instanceof NotSentException refused)
                    refusals.write(refused);
            });
            return sent;
        } catch (NotSentException e) {
            refusals.write(e);
            throw e;
        }
    }
}
