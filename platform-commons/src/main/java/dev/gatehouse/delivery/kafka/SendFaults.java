package dev.gatehouse.delivery.kafka;

import java.util.concurrent.TimeoutException;

import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.events.NotSentException;

/** Which failures of a handler say nothing about its event, since something that it sends to is down. */
final class SendFaults {
    private SendFaults() {}

    /** The name of what is down, or null when trying again cannot help. */
    static @Nullable String transientCause(Throwable failure) {
        for (var e = failure; e != null; e = e.getCause()) {
            // A send that the broker denied says something about rights that are late, and nothing about this event.
            if (e instanceof NotSentException sent)
                return sent.code().retryable() || sent.code() == NotSentException.Code.DENIED ? sent.code().name() : null;
            if (e instanceof RetriableException || e instanceof InterruptException || e instanceof InterruptedException
                    || e instanceof TimeoutException)
                return e.getClass().getSimpleName();
        }
        return null;
    }
}
