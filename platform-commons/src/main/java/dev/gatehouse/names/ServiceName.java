package dev.gatehouse.names;

/** Name of a service: certificate CN, SPIFFE path, Kafka principal and consumer group alike. */
public record ServiceName(String value) implements Comparable<ServiceName> {
    private static final Rule RULE = Rule.of("service name", "[a-z][a-z0-9-]{0,62}",
            "a letter, then a-z, 0-9 and '-', 63 characters at most");

    public ServiceName {
        RULE.check(value);
    }

    @Override
    public int compareTo(ServiceName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
