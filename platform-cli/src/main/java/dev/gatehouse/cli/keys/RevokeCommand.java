package dev.gatehouse.cli.keys;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.gatehouse.audit.OperatorAct;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.authorization.vault.VaultMending;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.cli.rights.CatalogOption;
import dev.gatehouse.cli.rights.Connection;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.ServiceName;

/** Cuts a service off, or ends one of its key versions. */
@Command(name = "revoke", mixinStandardHelpOptions = true, description = {
        "Cut a service off: its key versions, and those that it may still make, count no more, the broker gives it no",
        "right, and the database lets it in no more.",
        "Or, by --key, end one key version. Contracts and descriptors stay as they are.%n"}, footer = {"",
                "Exit code 0 when it is done, 1 when something is left, 3 when broker or database does not answer: the",
                "keys are revoked then all the same, and the other one refuses it; do it again for the rest."})
public final class RevokeCommand implements Subcommand, Callable<Integer> {
    @Mixin
    KeyOptions options = new KeyOptions();

    @Mixin
    CatalogOption catalog = new CatalogOption();

    @Parameters(arity = "0..1", paramLabel = "service")
    @Nullable
    String service;

    @Option(names = "--key", paramLabel = "ID", description = "One key version instead of a service.")
    @Nullable
    String key;

    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    boolean dryRun;

    @Override
    public Integer call() {
        if ((service == null) == (key == null))
            throw options.usage("either a service or --key");
        var target = options.target();
        var revocations = options.revocations(target);
        var code = service != null
                ? revoke(options.service(service), target, revocations)
                : revoke(options.keyId(String.valueOf(key)), target, revocations);
        if (dryRun)
            options.say("Nothing was done: this was a dry run.");
        return code.number();
    }

    private ExitCode revoke(ServiceName name, Target target, LocalRevocations revocations) {
        // Descriptors that do not agree keep nobody's keys from being revoked.
        if (!revocations.services().contains(name) && !catalog.read().services().contains(name))
            throw new CommandFailedException(ExitCode.USAGE, "no descriptor describes %s, and it has published no key"
                    .formatted(name), "Look at 'gatehouse keys list' for the names");
        if (dryRun) {
            revocations.entries(name).stream().filter(entry -> entry.revokedAt().isEmpty())
                    .forEach(entry -> options.say("  + revocation of " + entry.version()));
            if (revocations.barredSince(name).isEmpty())
                options.say("  + bar: no key version of %s counts, however new".formatted(name));
            var connection = connection(target);
            connection.<List<Binding>>use(reconciler -> reconciler.rightsOf(name))
                    .forEach(right -> options.say("  - " + right));
            connection.databaseAccessOf(name).forEach(open -> options.say("  - " + open.what()));
            connection.vaultAccessOf(name).forEach(open -> options.say("  - " + open.what()));
            return ExitCode.DONE;
        }
        var now = Instant.now();
        // Before anything is asked of the network: what lies on this machine is in our hand.
        audit(target, OperatorAct.SERVICE_REVOKED, name.value(), "", now);
        revocations.revoke(name, now).forEach(step -> options.say("  + %s: %s".formatted(step.file(), step.what())));
        var barred = revocations.isBarred(name);
        options.say(!barred
                ? "No bar could be made that is understood: put the files in revocations/services/%s right, and do it again."
                        .formatted(name)
                : "%s is revoked: nothing is sealed for it and nothing of it is accepted by whoever knows. Services look every 30 s; at most 60 s."
                        .formatted(name));
        var connection = connection(target);
        // The broker first: events are what it is revoked for. Each by itself: one that fails keeps nobody at the others.
        var attempts = List.of(
                attempt(() -> connection.<List<Binding>>use(reconciler -> takeAway(reconciler, name)).stream()
                        .map(Binding::toString).toList()),
                attempt(() -> connection.lockOutOfDatabase(name, step -> options.say("  - " + step)).stream()
                        .map(Mending::what).toList()),
                attempt(() -> connection.lockOutOfVault(name, step -> options.say("  - " + step)).stream()
                        .map(VaultMending::what).toList()));
        var left = attempts.stream().flatMap(attempt -> attempt.left.stream()).toList();
        left.forEach(what -> options.err("  ! left: " + what));
        throwTheWorst(attempts.stream().flatMap(attempt -> attempt.failure.stream()).toList());
        options.say(left.isEmpty()
                ? "The %s it everything from now on. Its contract stays; 'gatehouse reinstate %s' lets it back in."
                        .formatted(refusing(target), name)
                : "Something is left: do it again; rights of everybody (*) have to be taken away by whoever gave them.");
        return barred && left.isEmpty() ? ExitCode.DONE : ExitCode.DIFFERENCE;
    }

    private static String refusing(Target target) {
        if (target.database().isPresent())
            return target.vault().isPresent() ? "broker, the database and the Vault refuse" : "broker and the database refuse";
        return target.vault().isPresent() ? "broker and the Vault refuse" : "broker refuses";
    }

    /** What is left, or why nobody knows. */
    private record Attempt(List<String> left, Optional<RuntimeException> failure) {}

    private static Attempt attempt(Supplier<List<String>> work) {
        try {
            return new Attempt(work.get(), Optional.empty());
        } catch (RuntimeException e) {
            return new Attempt(List.of(), Optional.of(e));
        }
    }

    /** Tells of the others. */
    private void throwTheWorst(List<RuntimeException> failures) {
        if (failures.isEmpty())
            return;
        var worst = Collections.max(failures, Comparator.comparing(RevokeCommand::codeOf));
        failures.stream().filter(failure -> !failure.equals(worst)).forEach(failure -> {
            options.err("  ! " + (failure instanceof CommandFailedException ? failure.getMessage() : failure));
            worst.addSuppressed(failure);
        });
        throw worst;
    }

    private static ExitCode codeOf(RuntimeException failure) {
        return failure instanceof CommandFailedException known ? known.code() : ExitCode.INTERNAL;
    }

    private Connection connection(Target target) {
        try {
            return new Connection(target, catalog.read(), options.platform.patience(), options::err);
        } catch (CommandFailedException e) {
            throw new CommandFailedException(e.code(), "the broker was not asked, and no database: " + e.getMessage(),
                    "Mend the descriptors, or name others by --catalog, and do it again; what is told above stands", e);
        }
    }

    private List<Binding> takeAway(Reconciler reconciler, ServiceName name) {
        return reconciler.takeAway(name, step -> options.say("  - " + step));
    }

    private ExitCode revoke(KeyId id, Target target, LocalRevocations revocations) {
        var owner = revocations.services().stream()
                .filter(name -> revocations.entries(name).stream().anyMatch(entry -> entry.version().id().equals(id))).findFirst()
                .orElseThrow(() -> new CommandFailedException(ExitCode.DIFFERENCE, "no service has published key version " + id,
                        "Look at 'gatehouse keys list' for the ids"));
        if (dryRun) {
            options.say("  + revocation of key version %s of %s".formatted(id, owner));
            return ExitCode.DONE;
        }
        var now = Instant.now();
        audit(target, OperatorAct.KEY_REVOKED, owner.value(), "key version " + id, now);
        Optional.of(revocations.revoke(id, now)).filter(Optional::isPresent).map(Optional::get).ifPresentOrElse(
                step -> options.say("  + %s: %s of %s".formatted(step.file(), step.what(), owner)),
                () -> options.say("Key version %s of %s was revoked before.".formatted(id, owner)));
        if (!revocations.isRevoked(id))
            throw new CommandFailedException(ExitCode.DIFFERENCE,
                    "the revocation of %s that is there is not understood, or its time lies in the future".formatted(id),
                    "Look at its file in revocations/, remove it, and do it again");
        options.say(KeysListCommand.sealing(revocations.entries(owner), now)
                .map(entry -> "%s goes on with %s.".formatted(owner, entry.version()))
                .orElse("%s has no other version that is active: nothing is sealed by it or for it until 'gatehouse rotate keys %s'."
                        .formatted(owner, owner)));
        return ExitCode.DONE;
    }

    private static void audit(Target target, OperatorAct act, String subject, String detail, Instant now) {
        new OperatorAudit(target.localData(), target.realm()).write(SecurityEvent.of(now, "operator", act.name()).about(subject)
                .saying("by %s%s".formatted(OperatorAudit.person(), detail.isEmpty() ? "" : ", " + detail)));
    }
}
