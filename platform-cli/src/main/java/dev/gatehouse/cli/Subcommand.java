package dev.gatehouse.cli;

/** One verb of the command, found by {@link java.util.ServiceLoader}: so the command need not know the modules that it runs. */
public interface Subcommand {
    /** An object with picocli's annotations, a {@code Callable} of an {@link ExitCode#number}: this one, unless told otherwise. */
    default Object command() {
        return this;
    }
}
