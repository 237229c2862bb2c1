package dev.gatehouse.cli;

import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the words of this command. */
@Command(name = "completion", mixinStandardHelpOptions = true, description = "Print a script that completes this command in a shell.%n", footer = {
        "", "In bash, for example:  eval \"$(gatehouse completion bash)\""})
public final class CompletionCommand implements Subcommand, Callable<Integer> {
    /** For which one. */
    enum Shell {
        bash, zsh
    }

    @Parameters(index = "0", paramLabel = "bash|zsh", description = "Which shell.")
    Shell shell = Shell.bash;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var line = Objects.requireNonNull(spec, "set by picocli").root().commandLine();
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        // zsh takes a script for bash once it is told to; picocli's begins by telling it.
        out.print(AutoComplete.bash("gatehouse", line));
        out.flush();
        return ExitCode.DONE.number();
    }
}
