package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.events.About;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;

/**
 * One audit record for each event that was refused, written with the request if it was sent for one; an event that could not
 * be sent just now is no refusal.
 */
final class AuditedDirectEvents implements DirectEvents {
    private final DirectEvents events;
    private final Audit audit;
    private final InstantSource time;

    AuditedDirectEvents(DirectEvents events, Audit audit, InstantSource time) {
        this.events = events;
        this.audit = audit;
        this.time = time;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // who sent is told by the other one
    public CompletableFuture<EventId> send(Object event, About about) {
        try {
            var sent = events.send(event, about);
            // Not what whenComplete returns: that one fails with a CompletionException around what was promised.
            sent.whenComplete((id, failure) -> {
                if (failure instanceof NotSentException refused)
                    write(refused);
            });
            return sent;
        } catch (NotSentException e) {
            write(e);
            throw e;
        }
    }

    private void write(NotSentException refused) {
        if (refused.code().retryable())
            return;
        var event = SecurityEvent.of(time.instant(), "events", refused.code().name()).saying(refused.getMessage());
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)
            Refusal.cause(current.getRequest(), event);
        else
            audit.write(event);
    }
}
