package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.events.NotSentException;

/**
 * One audit record for each event that was refused, written with the request if it was sent for one; an event that could not
 * be sent just now is no refusal.
 */
record RefusedEvents(Audit audit, InstantSource time) {
    void write(NotSentException refused) {
        if (refused.code().retryable())
            return;
        var event = SecurityEvent.of(time.instant(), "events", refused.code().name()).saying(refused.getMessage());
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)
            Refusal.cause(current.getRequest(), event);
        else
            audit.write(event);
    }
}
