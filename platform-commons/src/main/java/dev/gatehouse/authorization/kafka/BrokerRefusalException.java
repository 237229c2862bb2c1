package dev.gatehouse.authorization.kafka;

/** The broker answered no: to this identity, or to what was asked. */
public final class BrokerRefusalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokerRefusalException(String message, Throwable cause) {
        super(message, cause);
    }
}
