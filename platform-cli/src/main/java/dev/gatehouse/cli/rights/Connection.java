package dev.gatehouse.cli.rights;

import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import dev.gatehouse.authorization.ContractStore;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.kafka.BrokerRefusalException;
import dev.gatehouse.authorization.kafka.BrokerUnreachableException;
import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.authorization.local.LocalContractStore;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.ServiceName;

/**
 * To the broker of a target, over mutual TLS 1.3 with host name verification, for the time of one piece of work.
 *
 * @param problems told of each revocation that is not understood
 */
public record Connection(Target target, Catalog catalog, Duration patience, Consumer<String> problems) {
    Wanted wanted() {
        return new Wanted(catalog, target.realm(), target.isLocal() ? Replication.ONE_BROKER : Replication.THREE_BROKERS,
                revoked());
    }

    /** Who has no right until it is reinstated. Without the folder that tells, a revoked service would be taken for one that is not. */
    private Set<ServiceName> revoked() {
        if (!target.isLocal())
            return Set.of();
        var data = target.localData();
        if (!Files.isDirectory(data.resolve("directory")))
            throw new CommandFailedException(ExitCode.USAGE,
                    "%s is no data folder of a platform: it has no directory/".formatted(data),
                    "Name the folder in which contracts, keys and revocations are as dataDir in %s".formatted(target.file()));
        return new LocalRevocations(data, target.realm(), problem -> problems.accept("  ! " + problem)).barred().keySet();
    }

    /** @throws CommandFailedException when the broker gives no answer, or says no */
    public <T> T use(Function<Reconciler, T> work) {
        quiet();
        var admin = admin();
        try {
            return work.apply(new Reconciler(admin, wanted(), contracts(), InstantSource.system()));
        } catch (BrokerUnreachableException e) {
            throw new CommandFailedException(ExitCode.UNREACHABLE, String.valueOf(e.getMessage()),
                    "See that a broker listens on %s, as %s says".formatted(target.bootstrap(), target.file()), e);
        } catch (BrokerRefusalException e) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Use an identity that has the right, by --as, with a certificate of the platform's authority that is valid now",
                    e);
        } finally {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private Optional<ContractStore> contracts() {
        return target.data().filter(data -> target.isLocal()).map(data -> new LocalContractStore(data, target.realm()));
    }

    private Admin admin() {
        try {
            return Admin.create(target.kafka(patience));
        } catch (KafkaException e) {
            throw new CommandFailedException(ExitCode.USAGE,
                    "no connection can be made of what %s says (%s)".formatted(target.file(), root(e).getMessage()),
                    "See that its certificate, key and authority are PEM files that belong together", e);
        }
    }

    private static Throwable root(Throwable error) {
        var cause = error.getCause();
        return cause == null ? error : root(cause);
    }

    /** What the client logs while it waits for a broker would bury the one line that says so. */
    public static void quiet() {
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "dev/gatehouse/cli/cli-logback.xml");
    }
}
