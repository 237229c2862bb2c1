package dev.gatehouse.requests;

import java.util.Locale;

import dev.gatehouse.events.NotSentException;

/** Why a service says no to a request. The code is for machines and does not change; the outward sentence tells a stranger nothing. */
public enum RequestRefusal {
    /** The request is not wholly understood. */
    MALFORMED(400, "The request was not understood."),
    /** There is no such thing, or none that concerns the caller. */
    NOT_FOUND(404, "There is nothing here."),
    /** The body, or the event made of it, is larger than what is taken. */
    TOO_LARGE(413, "The request is too large."),
    /** What the body says it is, the service does not know. */
    UNKNOWN_TYPE(422, "Requests of this type are not known."),
    /** The caller has used this idempotency key for another request, and that one stands. */
    KEY_REUSED(422, "The idempotency key belongs to another request."),
    /** The event does not fit its schema. Sending it again is no use. */
    BAD_PAYLOAD(422, "The request was understood, but not accepted."),
    /** Something on our side is wrong; the log says what. */
    INTERNAL(500, "The request could not be handled."),
    /** Not now: the same request is welcome later. */
    UNAVAILABLE(503, "Not available at the moment. Repeat the same request later.");

    private final int status;
    private final String outward;

    RequestRefusal(int status, String outward) {
        this.status = status;
        this.outward = outward;
    }

    /** An event that was not sent, as whoever asked for it learns of it. */
    public static RequestRefusal of(NotSentException.Code code) {
        return switch (code) {
            case NO_SESSION, SESSION_LOST, UNAVAILABLE -> UNAVAILABLE;
            case BAD_PAYLOAD -> BAD_PAYLOAD;
            case TOO_LARGE -> TOO_LARGE;
            case DENIED, NOT_DECLARED, NO_TRANSACTION, VERSION_NOT_GREATER -> INTERNAL;
        };
    }

    /** HTTP status (RFC 9110, section 15). */
    public int status() {
        return status;
    }

    /** What a stranger is told. */
    public String outward() {
        return outward;
    }

    /** Type of the problem (RFC 9457, section 3.1.1), such as {@code urn:gatehouse:too-large}. */
    public String type() {
        return "urn:gatehouse:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
