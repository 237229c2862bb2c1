package dev.gatehouse.authorization.vault;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One path of a policy.
 *
 * @param path within it {@code +} is any one segment; that of a list ends with a slash
 * @param parameters if any, the only ones that may be given, each with its only values, or none for all values
 * @param wrapped whether the answer may be had in an envelope only
 */
record Rule(String path, Set<Verb> verbs, Map<String, List<String>> parameters, boolean wrapped) {
    /** What may be done, in Vault's words. */
    enum Verb {
        CREATE, READ, UPDATE, DELETE, LIST, SUDO
    }

    Rule {
        verbs = new TreeSet<>(verbs);
        parameters = new TreeMap<>(parameters);
    }

    static Rule of(String path, Verb... verbs) {
        return new Rule(path, Set.of(verbs), Map.of(), false);
    }

    /** In Vault's policy language (HCL). */
    String text() {
        var text = new StringBuilder("path \"%s\" {\n  capabilities = [%s]\n".formatted(path,
                verbs.stream().map(verb -> quoted(verb.name().toLowerCase(Locale.ROOT))).collect(Collectors.joining(", "))));
        if (!parameters.isEmpty()) {
            text.append("  allowed_parameters = {\n");
            parameters.forEach((name, values) -> text.append("    %s = [%s]\n".formatted(quoted(name),
                    values.stream().map(Rule::quoted).collect(Collectors.joining(", ")))));
            text.append("  }\n");
        }
        if (wrapped)
            text.append("  min_wrapping_ttl = \"1s\"\n  max_wrapping_ttl = \"10m\"\n");
        return text.append("}\n").toString();
    }

    static String text(List<Rule> rules) {
        return rules.stream().map(Rule::text).collect(Collectors.joining());
    }

    /** Names of the platform hold nothing that would have to be escaped. */
    private static String quoted(String word) {
        return '"' + word + '"';
    }
}
