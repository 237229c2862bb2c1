package dev.gatehouse.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names that no service may have, because they already mean somebody else, everybody or nobody. */
final class ReservedNames {
    private static final Set<String> MANY = Set.of("all", "any", "anybody", "anyone", "each", "every", "everybody", "everyone",
            "none", "nobody", "others");
    private static final Map<String, String> TAKEN = Map.ofEntries(
            Map.entry("broker", "the Kafka broker, a super user"), Map.entry("controller", "the Kafka controller, a super user"),
            Map.entry("operator", "the people who run the platform, a super user"),
            Map.entry("issuer", "who says which person it is, to every service for people"),
            Map.entry("provisioner", "the job that creates topics"), Map.entry("admin", "people with rights of their own"),
            Map.entry("anonymous", "Kafka's name for whoever shows no certificate"),
            Map.entry("localhost", "whatever runs on the same machine"), Map.entry("vault", "the Vault"),
            Map.entry("root", "a policy of Vault that allows everything"),
            Map.entry("default", "a policy of Vault that every token has"),
            Map.entry("database", "the database, to every service that comes to it"),
            Map.entry("postgres", "the super user of the database"), Map.entry("public", "every role of the database"));

    private ReservedNames() {}

    /** Why a text names many services rather than one; empty when it does not. */
    static Optional<String> pattern(String text) {
        if (text.contains("*") || text.contains("?") || text.contains(">"))
            return Optional.of(
                    "'%s' is a pattern; the language has no wildcards and no prefixes, so that nobody is let in unseen: write the names one by one"
                            .formatted(text));
        if (MANY.contains(text))
            return Optional.of(
                    "'%s' names nobody in particular; the language has no word for many, so that nobody is let in unseen: write the names one by one"
                            .formatted(text));
        return Optional.empty();
    }

    /** What a service's name already stands for, since it is at once principal, role and policy; empty when it is free. */
    static Optional<String> taken(String service) {
        return Optional.ofNullable(TAKEN.get(service));
    }
}
