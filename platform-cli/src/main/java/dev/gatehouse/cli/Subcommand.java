package dev.gatehouse.cli;

/** One verb of the command, found by {@link java.util.ServiceLoader}: so the command need not know the modules that it runs. */
@FunctionalInterface
public interface Subcommand {
    /** A new object with picocli's annotations, a {@code Callable} of an {@link ExitCode#number}. */
    Object command();
}
