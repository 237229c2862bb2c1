package dev.gatehouse.sealing;

/** Bytes on a grants topic that are no grant. Does not leave this package. */
final class NotAGrantException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotAGrantException(String why) {
        super(why, null, false, false);
    }
}
