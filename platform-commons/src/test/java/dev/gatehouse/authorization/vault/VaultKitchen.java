package dev.gatehouse.authorization.vault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.DescriptorFile;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultAddress;
import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultLayout;
import dev.gatehouse.vault.VaultLogin;

/** Three services on a real Vault: the oven owns a pseudonymous topic that the sink writes, too, and the stove reads. */
final class VaultKitchen {
    static final Realm REALM = new Realm(SharedVault.REALM);
    static final VaultLayout LAYOUT = new VaultLayout(REALM);
    static final VaultTerms TERMS = new VaultTerms(Duration.ofMinutes(10), Duration.ofDays(365), Duration.ofMinutes(10),
            List.of(),
            Map.of("broker", List.of("broker", "broker.estate"), "database", List.of("database")),
            Optional.of(new VaultTerms.Cluster("https://cluster.invalid:6443", vault().authority().certificatePem(), "estate",
                    "vault")));

    private VaultKitchen() {}

    static SharedVault vault() {
        return SharedVault.get().orElseThrow();
    }

    static VaultDoor operator() {
        return door("operator");
    }

    private static VaultDoor door(String name) {
        var vault = vault();
        return new VaultDoor(VaultAddress.of(vault.server().settings().url()), LAYOUT, new VaultLogin.Certificate(name),
                Raw.context(vault.identityFolder(name)), Duration.ofSeconds(20), InstantSource.system());
    }

    static VaultReconciler reconciler(VaultDoor door, String... revoked) {
        return new VaultReconciler(door, wanted(Set.of(revoked)), TERMS);
    }

    static Wanted wanted(Set<String> revoked) {
        var files = List.of(file("oven", """
                topics:
                  heat.v1:
                    readers: [stove]
                    writers: [oven, sink]
                    protection: sealed
                    key: pseudonymous
                    partitions: 2
                    retention: 30d
                    events: { kitchen.heated: schemas/heated.v1.json }
                """), file("sink", ""), file("stove", "consumes:\n  heat.v1: { from: oven }\n"));
        return switch (Catalog.check(files)) {
            case Catalog.Valid(var catalog) -> new Wanted(catalog, REALM, Replication.ONE_BROKER,
                    Set.copyOf(revoked.stream().map(ServiceName::new).toList()));
            case Catalog.Problems found -> throw new AssertionError(found.problems());
        };
    }

    private static DescriptorFile file(String service, String rest) {
        return new DescriptorFile(service + ".yml", "service: %s\nteam: kitchen\n%s".formatted(service, rest),
                path -> Optional.of("{}".getBytes(StandardCharsets.UTF_8)));
    }

}
