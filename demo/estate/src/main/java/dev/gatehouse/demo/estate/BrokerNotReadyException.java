package dev.gatehouse.demo.estate;

import org.jspecify.annotations.Nullable;

/** A broker did not come up; the message holds the end of its log and what to do. */
public final class BrokerNotReadyException extends RuntimeException {
    BrokerNotReadyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
