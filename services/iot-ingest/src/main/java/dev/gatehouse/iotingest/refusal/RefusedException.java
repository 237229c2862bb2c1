package dev.gatehouse.iotingest.refusal;

/** A request was refused. Holds the code and nothing of the request; made without a stack trace, since a stranger causes it. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    public RefusedException(Refusal refusal) {
        super(refusal.name(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
