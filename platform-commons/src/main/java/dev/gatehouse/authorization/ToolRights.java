package dev.gatehouse.authorization;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.names.ServiceName;

/**
 * What the job may do that applies a catalog: make topics and rights, look at both, change settings and add partitions. It
 * reads no record and writes none. Closed under Kafka's implications. Who may alter rights could give itself any; that is why
 * whatever it gives is compared with the catalog afterwards.
 */
final class ToolRights {
    static final ServiceName PROVISIONER = new ServiceName("provisioner");
    /** The only name that Kafka has for a cluster as a resource. */
    static final String CLUSTER = "kafka-cluster";
    private static final List<String> ON_THE_CLUSTER = List.of("ALTER", "CREATE", "DESCRIBE");
    private static final List<String> ON_EACH_TOPIC = List.of("ALTER", "ALTER_CONFIGS", "DESCRIBE", "DESCRIBE_CONFIGS");

    private ToolRights() {}

    static Set<Binding> of(Collection<CatalogTopic> topics) {
        var rights = new TreeSet<Binding>();
        ON_THE_CLUSTER.forEach(operation -> rights.add(Binding.literal(PROVISIONER, "CLUSTER", CLUSTER, operation)));
        for (var topic : topics)
            ON_EACH_TOPIC.forEach(operation -> rights.add(Binding.literal(PROVISIONER, "TOPIC", topic.name(), operation)));
        return rights;
    }
}
