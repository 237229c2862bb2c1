package dev.gatehouse.catalog;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.gatehouse.catalog.Acl.Operation;
import dev.gatehouse.catalog.Acl.ResourceType;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.names.ServiceName;

/**
 * The literal ACLs of declared topics. DESCRIBE is listed although Kafka grants it with READ and WRITE: so the list is closed
 * under Kafka's implications, and whatever is not in it is refused; a reviewer, a test of the whole matrix and a comparison
 * with the broker can take it as it stands.
 */
final class Acls {
    private final SortedSet<Acl> acls = new TreeSet<>();

    private Acls() {}

    static SortedSet<Acl> of(Collection<Topic> topics) {
        var all = new Acls();
        topics.forEach(all::add);
        return all.acls;
    }

    private void add(Topic topic) {
        var sealed = topic.protection() == Protection.SEALED;
        for (var writer : topic.activeWriters()) {
            allow(writer, topic.name().value(), Operation.WRITE);
            if (sealed)
                allow(writer, topic.grants(), Operation.WRITE);
        }
        for (var reader : topic.readers()) {
            allow(reader, topic.name().value(), Operation.READ);
            if (sealed)
                allow(reader, topic.grants(), Operation.READ);
            allow(reader, topic.quarantine(reader), Operation.READ);
            allow(reader, topic.quarantine(reader), Operation.WRITE);
            allow(reader, ResourceType.GROUP, reader.value(), Operation.READ);
        }
    }

    private void allow(ServiceName service, String topic, Operation operation) {
        allow(service, ResourceType.TOPIC, topic, operation);
    }

    private void allow(ServiceName service, ResourceType type, String resource, Operation operation) {
        acls.add(new Acl(service, type, resource, operation));
        acls.add(new Acl(service, type, resource, Operation.DESCRIBE));
    }
}
