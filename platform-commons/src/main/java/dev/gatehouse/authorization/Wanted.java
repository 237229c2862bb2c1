package dev.gatehouse.authorization;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.catalog.Since;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** An estate as its catalog wants it: topics, rights and contracts. Immutable. */
public final class Wanted {
    /** Cluster rights by which a principal could open anything: give itself rights, or fetch as a broker does. */
    private static final Set<String> OPENS_ALL = Set.of("ALL", "ALTER", "CLUSTER_ACTION");

    private final Catalog catalog;
    private final Realm realm;
    private final List<CatalogTopic> topics;
    private final Set<Binding> toolRights;
    private final NavigableSet<Binding> bindings = new TreeSet<>();
    private final Set<String> principals = new HashSet<>();

    public Wanted(Catalog catalog, Realm realm, Replication replication) {
        this.catalog = catalog;
        this.realm = realm;
        this.topics = catalog.topics(replication);
        this.toolRights = ToolRights.of(topics);
        bindings.addAll(toolRights);
        catalog.acls().forEach(acl -> bindings.add(Binding.of(acl)));
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
