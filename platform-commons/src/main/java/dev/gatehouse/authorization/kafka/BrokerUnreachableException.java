package dev.gatehouse.authorization.kafka;

/** The broker did not answer in time; whatever was asked for may or may not have happened. */
public final class BrokerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerUnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
