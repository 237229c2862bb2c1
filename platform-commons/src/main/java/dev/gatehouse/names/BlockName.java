package dev.gatehouse.names;

/** A block of the housing estate, as the OU of a device's certificate names it. */
public record BlockName(String value) implements Comparable<BlockName> {
    private static final Rule RULE = Rule.of("block", "[a-z0-9][a-z0-9-]{0,62}", "a-z, 0-9 and '-', 63 characters at most");

    public BlockName {
        RULE.check(value);
    }

    @Override
    public int compareTo(BlockName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
