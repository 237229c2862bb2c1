package dev.gatehouse.cli;

/** How the command ends. Scripts rely on the numbers. */
public enum ExitCode {
    DONE(0),
    /** Something differs from what was asked for, or was refused. */
    DIFFERENCE(1),
    /** The command line cannot be followed. */
    USAGE(2),
    /** Broker, Vault or a service does not answer. */
    UNREACHABLE(3),
    /** A fault of our own. */
    INTERNAL(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
