package dev.gatehouse.authorization;

import java.util.Comparator;

import dev.gatehouse.catalog.Acl;
import dev.gatehouse.names.ServiceName;

/**
 * One access control entry as a broker has it. Types and operations are called as Kafka calls them, so that what this version
 * does not know is still shown and compared.
 *
 * @param principal with its type, such as {@code User:iot-ingest}; {@code User:*} is everybody
 * @param host an address, or {@code *}
 */
public record Binding(String principal, String host, String resourceType, Pattern pattern, String resource, String operation,
        boolean allow) implements Comparable<Binding> {
    static final String ANY = "*";
    static final String USER = "User:";
    private static final Comparator<Binding> ORDER = Comparator.comparing(Binding::principal)
            .thenComparing(Binding::resourceType).thenComparing(Binding::resource).thenComparing(Binding::pattern)
            .thenComparing(Binding::operation).thenComparing(Binding::host).thenComparing(Binding::allow);

    /** How a resource is named. */
    public enum Pattern {
        /** By its name; as {@code *} it is every one of its type. */
        LITERAL,
        /** By the beginning of its name. */
        PREFIXED,
        /** In a way that this version does not know, so that it may match anything. */
        UNKNOWN
    }

    /** The only kind that Gatehouse ever makes: one service, one named resource, any host. */
    static Binding of(Acl acl) {
        return literal(acl.principal(), acl.resourceType().name(), acl.resource(), acl.operation().name());
    }

    static Binding literal(ServiceName principal, String type, String resource, String operation) {
        return new Binding(USER + principal, ANY, type, Pattern.LITERAL, resource, operation, true);
    }

    boolean concerns(String type, String name) {
        return resourceType.equals(type) && switch (pattern) {
            case LITERAL -> resource.equals(name) || resource.equals(ANY);
            case PREFIXED -> name.startsWith(resource);
            case UNKNOWN -> true;
        };
    }

    boolean appliesTo(String who) {
        return principal.equals(who) || isForEverybody();
    }

    boolean isForEverybody() {
        return principal.equals(USER + ANY);
    }

    /** Without the type that every principal here has. */
    public String who() {
        return principal.startsWith(USER) ? principal.substring(USER.length()) : principal;
    }

    @Override
    public int compareTo(Binding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s %s %s on %s %s%s%s".formatted(who(), allow ? "may" : "must not", operation, resourceType,
                switch (pattern) {
                    case LITERAL -> "";
                    case PREFIXED -> "names beginning with ";
                    case UNKNOWN -> "names matched in an unknown way by ";
                }, resource, host.equals(ANY) ? "" : " from " + host);
    }
}
