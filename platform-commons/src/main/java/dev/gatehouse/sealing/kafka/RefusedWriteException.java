package dev.gatehouse.sealing.kafka;

import org.apache.kafka.common.errors.SerializationException;

/** A record was stopped in its own process, before the broker saw it. The message names the file to change, nothing of the record. */
public final class RefusedWriteException extends SerializationException {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Code {
        /** The contract does not let this service write the topic. */
        NOT_DECLARED,
        /** The topic is sealed, and the value is not. */
        PLAINTEXT
    }

    private final transient Code code;

    RefusedWriteException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
