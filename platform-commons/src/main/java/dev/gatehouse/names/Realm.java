package dev.gatehouse.names;

/** Which platform this is: SPIFFE trust domain, mount prefix in Vault and part of every grant. It keeps staging apart from production. */
public record Realm(String value) implements Comparable<Realm> {
    private static final Rule RULE = Rule.of("realm", "[a-z][a-z0-9-]{0,62}",
            "a letter, then a-z, 0-9 and '-', 63 characters at most");

    public Realm {
        RULE.check(value);
    }

    /** Whether it is a platform on one machine, the only kind whose identities, keys and contracts may be files in folders. */
    public boolean isLocal() {
        return value.startsWith("local-");
    }

    @Override
    public int compareTo(Realm other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
