package dev.gatehouse.cli.keys;

import java.time.Instant;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.names.ServiceName;

/** Lets a revoked service back in, with new keys. */
@Command(name = "reinstate", mixinStandardHelpOptions = true, description = {
        "Let a revoked service back in: key versions that it makes from now on count, and it makes one at once if it runs.",
        "Its older versions never count again. Its rights, and the database's door, come back by 'gatehouse apply'.%n"}, footer = {
                "",
                "Exit code 0 when it is done, 1 when the service is not revoked or refuses, 3 when it does not answer: it is",
                "reinstated then all the same; do 'gatehouse rotate keys' when it runs."})
public final class ReinstateCommand implements Subcommand, Callable<Integer> {
    @Mixin
    KeyOptions options = new KeyOptions();

    @Parameters(paramLabel = "service")
    String service = "";

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    boolean dryRun;

    @Override
    public Integer call() {
        var name = options.service(service);
        var target = options.target();
        var revocations = options.revocations(target);
        var since = revocations.barredSince(name).orElseThrow(() -> new CommandFailedException(ExitCode.DIFFERENCE,
                "%s is not revoked".formatted(name), "For new keys, 'gatehouse rotate keys %s'".formatted(name)));
        if (dryRun) {
            options.say("  + %s, revoked since %s, would be let back in with a new key version".formatted(name, since));
            options.say("Nothing was done: this was a dry run.");
            return ExitCode.DONE.number();
        }
        var now = Instant.now();
        new OperatorAudit(target.localData(), target.realm()).write(SecurityEvent
                .of(now, "operator", OperatorAct.SERVICE_REINSTATED.name()).about(name.value())
                .saying("by %s, was revoked since %s".formatted(OperatorAudit.person(), since)));
        try {
            revocations.reinstate(name, now).forEach(step -> options.say("  + %s: %s".formatted(step.file(), step.what())));
        } catch (IllegalStateException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Look at the files there; a bar is lifted only when it is understood", e);
        }
        return newKey(name, target).number();
    }

    private ExitCode newKey(ServiceName name, Target target) {
        try (var peers = new PeerPort(target, options.platform.patience())) {
            var answer = peers.nextKey(name);
            if (!answer.isOk()) {
                options.err(RotateKeysCommand.refusal(name, answer));
                return ExitCode.DIFFERENCE;
            }
            options.say(RotateKeysCommand.made(name, answer));
        } catch (CommandFailedException e) {
            if (e.code() != ExitCode.UNREACHABLE)
                throw e;
            options.say(
                    "Now: gatehouse rotate keys %s as soon as it runs, and gatehouse apply for its rights, not before its old certificate has ended, if others had it."
                            .formatted(name));
            throw e;
        }
        options.say(
                "Now: gatehouse apply, for its rights and its login at the database; not before it has a new identity and its old certificate has ended, if others had it.");
        return ExitCode.DONE;
    }
}
