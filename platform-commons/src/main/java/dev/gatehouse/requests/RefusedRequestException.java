package dev.gatehouse.requests;

/** A request was refused. Holds the code and nothing of the request; made without a stack trace, since a stranger causes it. */
public final class RefusedRequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RequestRefusal refusal;

    public RefusedRequestException(RequestRefusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public RequestRefusal refusal() {
        return refusal;
    }
}
