package dev.gatehouse.names;

/** A device, as the CN of its certificate names it. */
public record DeviceId(String value) implements Comparable<DeviceId> {
    private static final Rule RULE = Rule.of("device id", "[a-z0-9][a-z0-9-]{0,62}", "a-z, 0-9 and '-', 63 characters at most");

    public DeviceId {
        RULE.check(value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
