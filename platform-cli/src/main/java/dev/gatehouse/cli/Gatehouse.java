package dev.gatehouse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(name = "gatehouse", description = "Secure event-driven services: every payload sealed for its readers.%n", mixinStandardHelpOptions = true, versionProvider = Version.class, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n", footer = {
        "",
        "Exit codes: 0 done, 1 difference or refusal, 2 usage, 3 unreachable, 4 internal."})
final class Gatehouse {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    boolean debug;
}
