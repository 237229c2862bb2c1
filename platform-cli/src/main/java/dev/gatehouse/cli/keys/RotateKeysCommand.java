package dev.gatehouse.cli.keys;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.rights.CatalogOption;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.names.ServiceName;

/** Has running services make their next key version, in their own processes. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = {
        "Have a running service make its next key version, in its own process; no seed leaves it.",
        "Others seal to it, and it signs, after a lead time; older versions still open what was sealed to them.%n"}, footer = {
                "",
                "Exit code 0 when all made one, 1 when a service refused, 3 when one does not answer."})
final class RotateKeysCommand implements Callable<Integer> {
    @Mixin
    KeyOptions options = new KeyOptions();

    @Mixin
    CatalogOption catalog = new CatalogOption();

    @Parameters(arity = "0..1", paramLabel = "service")
    @Nullable
    String service;

    @Option(names = "--all", description = "Every service of the descriptors.")
    boolean all;

    @Option(names = "--dry-run", description = "Ask who would, and have none made.")
    boolean dryRun;

    @Override
    public Integer call() {
        if (all == (service != null))
            throw options.usage("either a service or --all");
        var target = options.target();
        var code = ExitCode.DONE;
        try (var peers = new PeerPort(target, options.platform.patience())) {
            for (var name : services()) {
                var outcome = rotate(name, peers);
                if (outcome.number() > code.number())
                    code = outcome;
            }
        }
        if (dryRun)
            options.say("Nothing was done: this was a dry run.");
        return code.number();
    }

    private List<ServiceName> services() {
        return service == null ? List.copyOf(catalog.read().services()) : List.of(options.service(service));
    }

    /** One that does not answer keeps nobody else from being asked. */
    private ExitCode rotate(ServiceName name, PeerPort peers) {
        try {
            var answer = dryRun ? peers.keys(name) : peers.nextKey(name);
            if (!answer.isOk()) {
                options.err(refusal(name, answer));
                return ExitCode.DIFFERENCE;
            }
            options.say(dryRun
                    ? "%s: would make the next one after %d".formatted(name, answer.body().path("versions").size())
                    : made(name, answer));
            return ExitCode.DONE;
        } catch (CommandFailedException failed) {
            if (all && failed.code() != ExitCode.USAGE) {
                options.err("%s.".formatted(failed.getMessage()));
                return failed.code();
            }
            throw failed;
        }
    }

    /** @throws CommandFailedException when the answer says anything else than which version was made */
    static String made(ServiceName name, PeerPort.Answer answer) {
        var version = answer.body();
        try {
            return "%s: made key version %d (%s); it signs and is sealed to from %s on".formatted(name,
                    version.path("version").asInt(0), KeyId.parse(version.path("keyId").asString("")),
                    Instant.parse(version.path("activeFrom").asString("")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, "%s does not say which key version it made".formatted(name),
                    "See 'gatehouse keys list %s', and that the service is in nobody else's hands".formatted(name), e);
        }
    }

    static String refusal(ServiceName name, PeerPort.Answer answer) {
        return "%s: refused (%d %s)%s".formatted(name, answer.status(), answer.body().path("type").asString(""),
                answer.status() == 409 ? "; it is revoked: 'gatehouse reinstate %s' first".formatted(name) : "");
    }
}
