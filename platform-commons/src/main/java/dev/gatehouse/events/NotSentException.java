package dev.gatehouse.events;

import org.jspecify.annotations.Nullable;

/** An event was refused or could not be sent. Never holds anything of the event itself. */
public final class NotSentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Code {
        /** There is no usable sealing session for the topic: no reader has a key yet, or the last one has expired. Retry later. */
        NO_SESSION(true),
        /** The contract does not let this service write the event's type anywhere, or to more than one topic. */
        NOT_DECLARED(false),
        /** The event does not fit the JSON Schema of its type. */
        BAD_PAYLOAD(false),
        /** The sealed event is larger than its topic allows. */
        TOO_LARGE(false),
        /** The broker refused the write. */
        DENIED(false),
        /** The broker did not acknowledge in time. Retry with the same id. */
        UNAVAILABLE(true),
        /** It was published outside of a transaction that could take it along. */
        NO_TRANSACTION(false),
        /** Its version is missing, or not greater than that of the last event about its aggregate. */
        VERSION_NOT_GREATER(false),
        /** The database has lost the sealing session, which is stored again. Roll back and run the transaction anew. */
        SESSION_LOST(true);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Code code;

    public NotSentException(Code code, String message) {
        this(code, message, null);
    }

    public NotSentException(Code code, String message, @Nullable Throwable cause) {
        super(code + ": " + message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
