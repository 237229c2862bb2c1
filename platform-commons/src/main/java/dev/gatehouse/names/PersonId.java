package dev.gatehouse.names;

/** A person, as the issuer of tokens names it in the claim {@code sub} (RFC 7519, section 4.1.2). */
public record PersonId(String value) implements Comparable<PersonId> {
    private static final Rule RULE = Rule.of("person id", "[a-z0-9-]{1,64}", "a-z, 0-9 and '-', 64 characters at most");

    public PersonId {
        RULE.check(value);
    }

    @Override
    public int compareTo(PersonId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
