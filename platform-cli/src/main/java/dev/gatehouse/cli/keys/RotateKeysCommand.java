package dev.gatehouse.cli.keys;

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
import dev.gatehouse.names.ServiceName;

/** Has running services make their next key version, in their own processes. */
@Command(name = "keys", mixinStandardHelpOptions = true, description = {
        "Have a running service make its next key version, in its own process; no seed leaves it.",
        "Others seal to it, and it signs, after a lead time; older versions still open what was sealed to them.%n"}, footer = {
                "",
                "Exit code 0 when all made one, 1 when a service refused, 3 when one does not answer."})
final class RotateKeysCommand implements Callable<Integer> {
    private static final int OK = 200;

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
            if (answer.status() != OK) {
                options.err(refusal(name, answer));
                return ExitCode.DIFFERENCE;
            }
            options.say(dryRun
                    ? "%s: would make the next one after %d".formatted(name, answer.body().path("versions").size())
                    : made(name, answer));
            return ExitCode.DONE;
        } catch (CommandFailedException unreachable) {
            if (all && unreachable.code() == ExitCode.UNREACHABLE) {
                options.err("%s.".formatted(unreachable.getMessage()));
                return ExitCode.UNREACHABLE;
            }
            throw unreachable;
        }
    }

    static String made(ServiceName name, PeerPort.Answer answer) {
        var version = answer.body();
        return "%s: made key version %d (%s); it signs and is sealed to from %s on".formatted(name,
                version.path("version").asInt(0), version.path("keyId").asString(""), version.path("activeFrom").asString(""));
    }

    static String refusal(ServiceName name, PeerPort.Answer answer) {
        return "%s: refused (%d %s)%s".formatted(name, answer.status(), answer.body().path("type").asString(""),
                answer.status() == 409 ? "; it is revoked: 'gatehouse reinstate %s' first".formatted(name) : "");
    }
}
