package dev.gatehouse.delivery;

/** The inbox could not be read or written: never an event's fault. */
public final class InboxUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InboxUnavailableException(Throwable cause) {
        super("the inbox cannot be used now", cause);
    }
}
