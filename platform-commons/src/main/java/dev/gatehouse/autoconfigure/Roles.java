package dev.gatehouse.autoconfigure;

/** What a caller is, once its certificate has been understood. */
final class Roles {
    static final String SERVICE = "SERVICE";
    static final String OPERATOR = "OPERATOR";
    static final String DEVICE = "DEVICE";

    private Roles() {}
}
