package dev.gatehouse.authorization;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.catalog.Since;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** An estate as its catalog wants it: topics, rights and contracts; a revoked service keeps its contract and has no right. Immutable. */
public final class Wanted {
    /** Cluster rights by which a principal could open anything: give itself rights, or fetch as a broker does. */
    private static final Set<String> OPENS_ALL = Set.of("ALL", "ALTER", "CLUSTER_ACTION");

    private final Catalog catalog;
    private final Realm realm;
    private final List<CatalogTopic> topics;
    private final Set<Binding> toolRights;
    private final NavigableSet<Binding> bindings = new TreeSet<>();
    private final Set<String> principals = new HashSet<>();
    private final NavigableSet<ServiceName> revoked;

    /** Nobody is revoked. */
    public Wanted(Catalog catalog, Realm realm, Replication replication) {
        this(catalog, realm, replication, Set.of());
    }

    /** @param revoked services that have no right, whatever their descriptors say, until they are reinstated */
    public Wanted(Catalog catalog, Realm realm, Replication replication, Set<ServiceName> revoked) {
        this.catalog = catalog;
        this.realm = realm;
        this.topics = catalog.topics(replication);
        this.toolRights = ToolRights.of(topics);
        bindings.addAll(toolRights);
        this.revoked = new TreeSet<>(revoked);
        this.revoked.retainAll(catalog.services());
        catalog.acls().stream().filter(acl -> !revoked.contains(acl.principal()))
                .forEach(acl -> bindings.add(Binding.of(acl)));
        principals.add(Binding.USER + ToolRights.PROVISIONER);
        catalog.services().forEach(service -> principals.add(Binding.USER + service));
    }

    /** Every topic that has to be there, sorted by name. */
    public List<CatalogTopic> topics() {
        return topics;
    }

    /** Every right that has to be there: the services', and the provisioner's; sorted. */
    public Set<Binding> bindings() {
        return Collections.unmodifiableSet(bindings);
    }

    /** Whether a right is the provisioner's: without those it does not even see the topics. */
    public boolean isToolRight(Binding binding) {
        return toolRights.contains(binding);
    }

    public Set<ServiceName> services() {
        return catalog.services();
    }

    /** Services of the catalog that are revoked, sorted. */
    public Set<ServiceName> revoked() {
        return Collections.unmodifiableSet(revoked);
    }

    boolean isRevoked(Binding binding) {
        return revoked.stream().anyMatch(service -> binding.principal().equals(Binding.USER + service));
    }

    public Realm realm() {
        return realm;
    }

    /** As far as the catalog knows, which is not since when somebody is a reader. */
    public Contract contractOf(ServiceName service) {
        return contractOf(service, (topic, reader) -> Optional.empty());
    }

    Contract contractOf(ServiceName service, Since since) {
        return catalog.contractOf(service, realm, since);
    }

    /** Whether an entry is the platform's to give and to take: its principal says so. */
    boolean isOurs(Binding binding) {
        return principals.contains(binding.principal());
    }

    /** What of the catalog somebody else's entry opens, or shuts for a service; empty when it concerns nothing of the catalog. */
    List<String> reachedBy(Binding binding) {
        if (!binding.allow() && !binding.isForEverybody())
            return List.of(); // denied to one who is nobody here
        return switch (binding.resourceType()) {
            case "TOPIC" -> topics.stream().map(CatalogTopic::name).filter(name -> binding.concerns("TOPIC", name)).toList();
            case "GROUP" -> catalog.services().stream().map(ServiceName::value).filter(name -> binding.concerns("GROUP", name))
                    .toList();
            case "CLUSTER" -> !binding.allow() || OPENS_ALL.contains(binding.operation()) ? List.of("everything") : List.of();
            case "USER" -> principals.stream().filter(name -> binding.concerns("USER", name)).sorted().toList();
            default -> List.of();
        };
    }
}
