package dev.gatehouse.names;

/** Type of an event, as in the CloudEvents attribute {@code type}. */
public record EventTypeName(String value) implements Comparable<EventTypeName> {
    private static final Rule RULE = Rule.of("event type", "[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+",
            "words of a-z, 0-9 and '-' joined by dots, such as gatehouse.sensor.reading.recorded");

    public EventTypeName {
        RULE.check(value);
    }

    @Override
    public int compareTo(EventTypeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
