package dev.gatehouse.autoconfigure;

/** Something is configured in a way that cannot be followed: what, why, and what to change where. */
final class GatehouseConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;
    private final String why;
    private final String remedy;

    GatehouseConfigurationException(String what, String why, String remedy) {
        super("%s: %s. %s".formatted(what, why, remedy));
        this.what = what;
        this.why = why;
        this.remedy = remedy;
    }

    String what() {
        return what;
    }

    String why() {
        return why;
    }

    String remedy() {
        return remedy;
    }
}
