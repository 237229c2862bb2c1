package dev.gatehouse.cli.keys;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.names.ServiceName;

/** Has a running service consume its own quarantine of a topic once more. */
@Command(name = "requeue", mixinStandardHelpOptions = true, description = {
        "Have a running service consume its own quarantine of a topic once more, after the cause is mended.",
        "Each record is judged as on its topic; what is refused again goes back with its new code.%n"}, footer = {"",
                "Exit code 0 when nothing is left, 1 when records were refused again, or wait, or the service refuses to, 3 when it does",
                "not answer."})
public final class RequeueCommand implements Subcommand, Callable<Integer> {
    @Mixin
    KeyOptions options = new KeyOptions();

    @Parameters(index = "0", paramLabel = "service")
    String service = "";

    @Parameters(index = "1", paramLabel = "topic", description = "The topic that it reads, not the quarantine.")
    String topic = "";

    @Option(names = "--dry-run", description = "Count the records that would be tried.")
    boolean dryRun;

    @Override
    public Integer call() {
        var name = options.service(service);
        try (var peers = new PeerPort(options.target(), options.platform.patience())) {
            var answer = peers.requeue(name, options.topic(topic), dryRun);
            if (!answer.isOk()) {
                options.err("%s: %s".formatted(name, refusal(answer.status())));
                return ExitCode.DIFFERENCE.number();
            }
            return said(name, answer.body()).number();
        }
    }

    private ExitCode said(ServiceName name, JsonNode report) {
        int records = report.path("records").asInt(0);
        if (dryRun) {
            options.say("%s: would try %d records of its quarantine of %s".formatted(name, records, topic));
            options.say("Nothing was done: this was a dry run.");
            return ExitCode.DONE;
        }
        var refused = report.path("refused").properties().stream()
                .map(code -> "%s %d".formatted(code.getKey(), code.getValue().asInt(0))).collect(Collectors.joining(", "));
        int left = report.path("left").asInt(0);
        options.say("%s: %d records of its quarantine of %s: %d applied, %d had been, %d skipped; refused again: %s; left: %d"
                .formatted(name, records, topic, report.path("applied").asInt(0), report.path("repeated").asInt(0),
                        report.path("skipped").asInt(0), refused.isEmpty() ? "none" : refused, left));
        return refused.isEmpty() && left == 0 ? ExitCode.DONE : ExitCode.DIFFERENCE;
    }

    private String refusal(int status) {
        return switch (status) {
            case 404 -> "it does not read %s, or has no database, without which there is no requeue".formatted(topic);
            case 409 -> "a requeue is running there already; wait for its end";
            default -> "refused (%d)".formatted(status);
        };
    }
}
