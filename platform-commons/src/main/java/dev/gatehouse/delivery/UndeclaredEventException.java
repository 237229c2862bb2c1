package dev.gatehouse.delivery;

/** A record class and the contract do not agree, so the service does not start. The message says what to change in which file. */
public final class UndeclaredEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UndeclaredEventException(String message) {
        super(message);
    }
}
