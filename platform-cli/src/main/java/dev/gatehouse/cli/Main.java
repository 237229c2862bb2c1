package dev.gatehouse.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;

import picocli.CommandLine;

/** Start of the command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Before anything that logs is loaded: what a Kafka client logs while it waits would bury the one line that counts.
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "dev/gatehouse/cli/cli-logback.xml");
        System.exit(run(ServiceLoader.load(Subcommand.class), arguments));
    }

    static int run(Iterable<Subcommand> subcommands, String... arguments) {
        return commandLine(subcommands).execute(arguments);
    }

    static CommandLine commandLine(Iterable<Subcommand> subcommands) {
        var gatehouse = new Gatehouse();
        var line = new CommandLine(gatehouse);
        subcommands.forEach(subcommand -> line.addSubcommand(subcommand.command()));
        line.setExecutionExceptionHandler((error, failed, parsed) -> failed(gatehouse, error, failed.getErr()));
        return line;
    }

    private static int failed(Gatehouse gatehouse, Exception error, PrintWriter err) {
        explain(error, err);
        if (gatehouse.debug)
            error.printStackTrace(err);
        err.flush();
        return codeOf(error).number();
    }

    private static void explain(Exception error, PrintWriter err) {
        if (error instanceof CommandFailedException known) {
            err.println("gatehouse: " + known.getMessage() + ".");
            err.println("  " + known.remedy() + ".");
        } else {
            err.println("gatehouse: a fault of its own (%s): %s".formatted(error.getClass().getSimpleName(), error.getMessage()));
            err.println("  Run it again with --debug, and report what it prints.");
        }
    }

    private static ExitCode codeOf(Throwable error) {
        return error instanceof CommandFailedException known ? known.code() : ExitCode.INTERNAL;
    }
}
