package dev.gatehouse.names;

/**
 * Logical name of a topic: at most 150 characters, so that the names derived from it stay within Kafka's 249.
 * The endings {@code .grants} and {@code .quarantine.<reader>} are the platform's own.
 */
public record TopicName(String value) implements Comparable<TopicName> {
    private static final Rule RULE = Rule.of("topic name", "[a-z0-9](?:[a-z0-9.-]{0,148}[a-z0-9])?",
            "a-z, 0-9, '.' and '-' only, 1 to 150 of them, beginning and ending with a letter or digit");

    public TopicName {
        RULE.check(value);
        if (value.endsWith(".grants") || value.contains(".quarantine."))
            throw new IllegalArgumentException(
                    "topic name '%s' is not legal: '.grants' and '.quarantine.' are reserved for topics derived from a topic"
                            .formatted(value));
    }

    @Override
    public int compareTo(TopicName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
