package dev.gatehouse.cli.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.gatehouse.authorization.Difference;
import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.authorization.kafka.Allowance;
import dev.gatehouse.authorization.kafka.Outcome.Applied;
import dev.gatehouse.authorization.kafka.Outcome.TooMuch;
import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.authorization.vault.VaultMending;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.Subcommand;
import dev.gatehouse.names.ServiceName;

/** Brings a live platform to what the descriptors say. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = {
        "Make topics, contracts and rights as the descriptors say: first topics, then contracts, readers' before writers', rights last.",
        "Rights of others are left alone, topics are never deleted; doing it again does nothing.%n"}, footer = {"",
                "Exit code 0 when everything of the platform's own is as it should be, 1 when something is left or refused."})
public final class ApplyCommand implements Subcommand, Callable<Integer> {
    @Mixin
    EstateOptions estate = new EstateOptions();

    @Option(names = "--dry-run", description = "Show what would be done, as 'plan' does.")
    boolean dryRun;

    @Option(names = "--delete", description = "Take the rights, the contract and the logins at database and Vault of a former service away, never its rows and keys; needs --service.")
    boolean delete;

    @Option(names = "--service", paramLabel = "NAME", description = "The former service whose descriptor is gone.")
    @Nullable
    String service;

    @Option(names = "--max-removals", paramLabel = "PERCENT", defaultValue = ""
            + Allowance.DEFAULT_PERCENT, description = "Refuse to take away more than this share of the platform's rights (default: ${DEFAULT-VALUE}).")
    int maxRemovals = Allowance.DEFAULT_PERCENT;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() {
        var connection = estate.connection();
        var allowance = allowance(connection.catalog());
        return connection.use(reconciler -> {
            var before = reconciler.difference();
            return dryRun ? show(connection, before, allowance) : apply(connection, reconciler, before, allowance);
        }).number();
    }

    private ExitCode show(Connection connection, Difference before, Allowance allowance) {
        var around = connection.around();
        estate.show("apply --dry-run", connection, before, around, List.of());
        allowance.former().ifPresent(former -> before.rightsOfFormer(former)
                .forEach(right -> estate.say("  - " + right + ", as of a former service")));
        var access = allowance.former().map(former -> accessOf(connection, former)).orElse(List.of());
        access.forEach(open -> estate.say("  - %s, as of a former service".formatted(open)));
        if (before.removedPercent() > allowance.maxRemovedPercent())
            throw tooMuch(before.removedPercent(), allowance);
        var nothing = before.isNone() && around.isNone()
                && access.isEmpty() && allowance.former().map(before::rightsOfFormer).orElse(List.of()).isEmpty();
        estate.say(nothing ? "Nothing would be done." : "Nothing was done: this was a dry run.");
        return nothing ? ExitCode.DONE : ExitCode.DIFFERENCE;
    }

    private ExitCode apply(Connection connection, Reconciler reconciler, Difference before, Allowance allowance) {
        if (!estate.json && !before.isNone())
            estate.show("apply", connection, before, Around.NOTHING, List.of());
        var done = new ArrayList<String>();
        Consumer<String> told = step -> {
            done.add(step);
            estate.say("done: " + step);
        };
        return switch (reconciler.apply(allowance, told)) {
            case TooMuch(var percent, var refused) -> throw tooMuch(percent, refused);
            case Applied(var left) -> end(connection, done, left, around(connection, allowance, told));
        };
    }

    private static List<String> accessOf(Connection connection, ServiceName former) {
        return Stream.concat(connection.databaseAccessOf(former).stream().map(Mending::what),
                connection.vaultAccessOf(former).stream().map(VaultMending::what)).toList();
    }

    private Around around(Connection connection, Allowance allowance, Consumer<String> done) {
        // What a former service came in by is somebody's whom the catalog does not know.
        var vault = new ArrayList<VaultMending>();
        allowance.former().ifPresent(former -> vault.addAll(connection.removeFromVault(former, done)));
        var applied = connection.applyAround(done);
        vault.addAll(applied.vault());
        var left = new ArrayList<>(applied.database());
        allowance.former().ifPresent(former -> {
            left.addAll(connection.lockOutOfDatabase(former, done));
            connection.remainsInDatabase(former).ifPresent(remains -> estate.say(
                    "Left in the database: role %s, which cannot log in, and its schema %s with %d tables and their rows. Whoever does not need them any more runs, as the operator of the database: %s"
                            .formatted(remains.role(), remains.schema(), remains.tables().size(), remains.drop())));
        });
        return new Around(left, vault);
    }

    private ExitCode end(Connection connection, List<String> done, Difference left, Around around) {
        if (estate.json)
            estate.show("apply", connection, left, around, done);
        estate.say(done.isEmpty() ? "Nothing to do." : "Changes made and read back: %d.".formatted(done.size()));
        if (!left.isNone() || !around.isNone())
            estate.say("Left: %s.".formatted(DifferenceText.summary(left, around)));
        return left.isOursToMend() || !around.isNone() ? ExitCode.DIFFERENCE : ExitCode.DONE;
    }

    private Allowance allowance(Catalog catalog) {
        if (delete != (service != null))
            throw usage("--delete and --service belong together: the one says that, the other whose");
        if (maxRemovals < 0 || maxRemovals > 100)
            throw usage("--max-removals %d: a share from 0 to 100 percent".formatted(maxRemovals));
        return new Allowance(maxRemovals, Optional.ofNullable(service).map(name -> former(name, catalog)));
    }

    private ServiceName former(String name, Catalog catalog) {
        try {
            var former = new ServiceName(name);
            if (catalog.services().contains(former))
                throw usage("service %s is in the catalog: remove its descriptor first".formatted(name));
            return former;
        } catch (IllegalArgumentException illegal) {
            throw usage(String.valueOf(illegal.getMessage()));
        }
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(spec, "set by picocli").commandLine(), what);
    }

    private static CommandFailedException tooMuch(int percent, Allowance allowance) {
        return new CommandFailedException(ExitCode.DIFFERENCE,
                "this would take away %d %% of the platform's rights, more than %d %%; nothing was done".formatted(percent,
                        allowance.maxRemovedPercent()),
                "See that no descriptor is missing; if it is meant, say --max-removals %d".formatted(percent));
    }
}
