package dev.gatehouse.cli.rights;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

import dev.gatehouse.authorization.ContractStore;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.authorization.jdbc.Remains;
import dev.gatehouse.authorization.kafka.BrokerRefusalException;
import dev.gatehouse.authorization.kafka.BrokerUnreachableException;
import dev.gatehouse.authorization.kafka.Reconciler;
import dev.gatehouse.authorization.local.LocalContractStore;
import dev.gatehouse.authorization.vault.VaultMending;
import dev.gatehouse.authorization.vault.VaultReconciler;
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
                revoked().keySet());
    }

    /** Who has no right until it is reinstated. Without the folder that tells, a revoked service would be taken for one that is not. */
    private Map<ServiceName, Instant> revoked() {
        if (!target.isLocal())
            return Map.of();
        var data = target.localData();
        if (!Files.isDirectory(data.resolve("directory")))
            throw new CommandFailedException(ExitCode.USAGE,
                    "%s is no data folder of a platform: it has no directory/".formatted(data),
                    "Name the folder in which contracts, keys and revocations are as dataDir in %s".formatted(target.file()));
        return new LocalRevocations(data, target.realm(), problem -> problems.accept("  ! " + problem)).barred();
    }

    /** Since when a service has no right, whatever the descriptors say; empty when it is not revoked. */
    Optional<Instant> revokedSince(ServiceName service) {
        return Optional.ofNullable(revoked().get(service));
    }

    /** How database and Vault differ; not at all where the target has none, or not the operator's identity. */
    Around around() {
        return new Around(database().map(rights -> rights.use(DatabaseReconciler::difference)).orElse(List.of()),
                vault().map(rights -> rights.use(VaultReconciler::difference)).orElse(List.of()));
    }

    /** Mends both. @return what is left */
    Around applyAround(Consumer<String> done) {
        return new Around(database().map(rights -> rights.use(reconciler -> reconciler.apply(done))).orElse(List.of()),
                vault().map(rights -> rights.use(reconciler -> reconciler.apply(done))).orElse(List.of()));
    }

    /** What stands open to a service in the Vault; nothing where the target has none. */
    public List<VaultMending> vaultAccessOf(ServiceName service) {
        return vault().map(rights -> rights.use(reconciler -> reconciler.accessOf(service))).orElse(List.of());
    }

    /** Takes that away. @return what is left */
    public List<VaultMending> lockOutOfVault(ServiceName service, Consumer<String> done) {
        return vault().map(rights -> rights.use(reconciler -> reconciler.lockOut(service, done))).orElse(List.of());
    }

    /** As for a service whose descriptor is gone: its name is given to nobody any more. @return what is left */
    List<VaultMending> removeFromVault(ServiceName former, Consumer<String> done) {
        return vault().map(rights -> rights.use(reconciler -> reconciler.remove(former, done))).orElse(List.of());
    }

    private Optional<VaultRights> vault() {
        return target.vault().map(address -> new VaultRights(target, address, wanted(), patience));
    }

    /** What stands open to a service in the database; nothing where the target has none. */
    public List<Mending> databaseAccessOf(ServiceName service) {
        return database().map(rights -> rights.use(reconciler -> reconciler.accessOf(service))).orElse(List.of());
    }

    /** Lets a service into the database no more, and ends its connections. @return what is left */
    public List<Mending> lockOutOfDatabase(ServiceName service, Consumer<String> done) {
        return database().map(rights -> rights.use(reconciler -> reconciler.lockOut(service, done))).orElse(List.of());
    }

    Optional<Remains> remainsInDatabase(ServiceName service) {
        return database().flatMap(rights -> rights.use(reconciler -> reconciler.remainsOf(service)));
    }

    private Optional<DatabaseRights> database() {
        return target.database().map(url -> new DatabaseRights(target, url, catalog, revoked().keySet(), patience));
    }

    /** @throws CommandFailedException when the broker gives no answer, or says no */
    public <T> T use(Function<Reconciler, T> work) {
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
}
