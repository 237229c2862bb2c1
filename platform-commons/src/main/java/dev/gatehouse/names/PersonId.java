package dev.gatehouse.names;

/** A person, as the {@code sub} of an access token names them: unique at the one issuer that a service trusts. */
public record PersonId(String value) implements Comparable<PersonId> {
    /** At most as long as OpenID Connect Core §2 lets a subject be, of characters that mean nothing in a path, a log or a header. */
    private static final Rule RULE = Rule.of("person id", "[A-Za-z0-9][A-Za-z0-9._:|@-]{0,254}",
            "a-z, A-Z, 0-9, and after the first also '.', '_', ':', '|', '@', '-'; 255 characters at most");

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
