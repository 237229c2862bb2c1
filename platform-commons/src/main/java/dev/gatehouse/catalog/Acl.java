package dev.gatehouse.catalog;

import java.util.Comparator;

import dev.gatehouse.names.ServiceName;

/**
 * One thing that one service may do on the broker: always ALLOW, always a literal name, from any host. The constants are
 * called as Kafka calls them.
 */
public record Acl(ServiceName principal, ResourceType resourceType, String resource, Operation operation)
        implements
            Comparable<Acl> {
    private static final Comparator<Acl> ORDER = Comparator.comparing(Acl::principal).thenComparing(Acl::resourceType)
            .thenComparing(Acl::resource).thenComparing(Acl::operation);

    /** What is protected. */
    public enum ResourceType {
        TOPIC, GROUP
    }

    /** What is done to it. DELETE is missing on purpose: nobody has it. */
    public enum Operation {
        READ, WRITE, DESCRIBE
    }

    @Override
    public int compareTo(Acl other) {
        return ORDER.compare(this, other);
    }
}
