package dev.gatehouse.catalog;

import java.util.Set;

/**
 * A difference between two forms of one schema that breaks somebody.
 *
 * @param pointer where, in the new form (RFC 6901); of what is gone, where it was
 */
record SchemaChange(String pointer, Rule rule) {
    /** What is broken, and whom it hurts. */
    enum Rule {
        REMOVED("a member is gone; readers that still run may rely on it"), MADE_REQUIRED(
                "a member must be there now; events that are kept do not have it"), MADE_OPTIONAL(
                        "a member need not be there any more; readers that still run refuse events without it"), UNKNOWN_MEMBERS(
                                "members that are not declared are judged in another way"), VALUES(
                                        "other values fit than before; if they are fewer, events that are kept fit no more, and if they are more, readers that still run refuse them"), NOT_UNDERSTOOD(
                                                "a change of this kind is not understood, and counts as breaking");

        private static final Set<String> OF_VALUES = Set.of("type", "enum", "const", "pattern", "format", "minimum", "maximum",
                "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
                "uniqueItems", "minProperties", "maxProperties");
        private static final Set<String> OF_MEMBERS = Set.of("additionalProperties", "patternProperties", "propertyNames",
                "unevaluatedProperties");

        private final String words;

        Rule(String words) {
            this.words = words;
        }

        static Rule of(String keyword) {
            if (OF_VALUES.contains(keyword))
                return VALUES;
            return OF_MEMBERS.contains(keyword) ? UNKNOWN_MEMBERS : NOT_UNDERSTOOD;
        }
    }

    @Override
    public String toString() {
        return "%s at %s: %s".formatted(rule, pointer.isEmpty() ? "the root" : pointer, rule.words);
    }
}
