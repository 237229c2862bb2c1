package dev.gatehouse.authorization.kafka;

import java.util.concurrent.ExecutionException;

import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;

/** Waits for what an Admin was asked, and says in one sentence why there is no answer. */
final class Answers {
    private Answers() {}

    /**
     * @param what was asked for, as the object of "the broker refuses to ..."
     * @throws BrokerUnreachableException when none came in time
     * @throws BrokerRefusalException when the answer is no
     */
    static <T> T get(KafkaFuture<T> answer, String what) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw explained(e.getCause() == null ? e : e.getCause(), what);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException("interrupted while waiting for the broker to " + what, e);
        }
    }

    private static RuntimeException explained(Throwable cause, String what) {
        return switch (cause) {
            case AuthenticationException e -> new BrokerRefusalException(
                    "the broker does not accept the certificate, or its own is not accepted (%s)".formatted(kind(e)), e);
            case AuthorizationException e -> new BrokerRefusalException(
                    "the broker refuses to %s: this identity has not the right to (%s)".formatted(what, kind(e)), e);
            case TimeoutException e -> new BrokerUnreachableException("the broker did not %s in time".formatted(what), e);
            case DisconnectException e ->
                new BrokerUnreachableException("the broker hung up when asked to %s".formatted(what), e);
            default -> new BrokerRefusalException("the broker refuses to %s: %s".formatted(what, cause.getMessage()), cause);
        };
    }

    private static String kind(Exception e) {
        return e.getClass().getSimpleName();
    }
}
