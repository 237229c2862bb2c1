package dev.gatehouse.demo.estate;

/** A database did not come up; the message holds the end of its log and what to do. */
public final class DatabaseNotReadyException extends RuntimeException {
    DatabaseNotReadyException(String message) {
        super(message);
    }
}
