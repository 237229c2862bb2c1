package dev.gatehouse.delivery;

/** A payload or its attributes are not what the contract declares. The message names the rule and never the content. */
public final class PayloadRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PayloadRefusedException(String why) {
        super(why, null, false, false);
    }
}
