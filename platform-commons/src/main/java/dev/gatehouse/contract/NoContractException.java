package dev.gatehouse.contract;

/** There is no contract that could be followed, so nothing starts. The message says where it was looked for and what to do. */
public final class NoContractException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoContractException(String message) {
        super(message);
    }

    public NoContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
