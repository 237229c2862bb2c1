package dev.gatehouse.autoconfigure;

/** What a caller is, once its certificate or token has been understood. */
final class Roles {
    static final String SERVICE = "SERVICE";
    static final String OPERATOR = "OPERATOR";
    static final String DEVICE = "DEVICE";
    static final String PERSON = "PERSON";

    private Roles() {}
}
