package dev.gatehouse.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.catalog.SchemaChange.Rule;

/**
 * Whether a JSON Schema (2020-12) may take the place of the form that was published. Two directions have to hold: readers that
 * still run with the old form take what new producers send, and new readers take the old events that are kept. Thus the values
 * that fit stay the same; what may change is words for people, and members may be added that need not be there, since everybody
 * ignores what they do not know. Whatever is not understood counts as breaking.
 */
final class SchemaComparison {
    /** Words for people. */
    private static final Set<String> ANNOTATIONS = Set.of("title", "description", "$comment", "examples", "deprecated");
    private static final Set<String> ANY_ORDER = Set.of("enum", "type");
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final List<SchemaChange> found = new ArrayList<>();

    private SchemaComparison() {}

    /** Every breaking difference, in the order of the published form; none when the new form may take its place. */
    static List<SchemaChange> between(byte[] published, byte[] now) {
        var comparison = new SchemaComparison();
        try {
            comparison.schema("", parse(published), parse(now));
        } catch (JacksonException e) {
            comparison.found(Rule.NOT_UNDERSTOOD, "");
        }
        return comparison.found;
    }

    private void schema(String at, JsonNode before, JsonNode after) {
        if (!before.isObject() || !after.isObject()) {
            if (!before.equals(after))
                found(Rule.NOT_UNDERSTOOD, at);
            return;
        }
        required(at, before, after);
        members(at, before, after);
        for (var keyword : names(before, after)) {
            var old = before.path(keyword);
            var now = after.path(keyword);
            switch (keyword) {
                case "required", "properties" -> {
                }
                case "$defs" -> definitions(at + "/$defs", old, now);
                case "items" -> schema(at + "/items", old, now);
                default -> {
                    if (!ANNOTATIONS.contains(keyword) && !isSame(keyword, old, now))
                        found(Rule.of(keyword), at + "/" + escaped(keyword));
                }
            }
        }
    }

    private void required(String at, JsonNode before, JsonNode after) {
        var was = strings(before.path("required"));
        var is = strings(after.path("required"));
        is.stream().filter(member -> !was.contains(member)).forEach(member -> found(Rule.MADE_REQUIRED, member(at, member)));
        was.stream().filter(member -> !is.contains(member) && after.path("properties").has(member))
                .forEach(member -> found(Rule.MADE_OPTIONAL, member(at, member)));
        was.stream().filter(member -> !is.contains(member) && !before.path("properties").has(member))
                .forEach(member -> found(Rule.NOT_UNDERSTOOD, at + "/required"));
    }

    private void members(String at, JsonNode before, JsonNode after) {
        var was = before.path("properties");
        var is = after.path("properties");
        for (var member : names(was, is)) {
            if (!is.has(member))
                found(Rule.REMOVED, member(at, member));
            else if (was.has(member))
                schema(member(at, member), was.path(member), is.path(member));
            else if (!ignoresUnknownMembers(before))
                found(Rule.UNKNOWN_MEMBERS, member(at, member));
        }
    }

    /** Whoever has the old form takes an event with one member more. */
    private static boolean ignoresUnknownMembers(JsonNode schema) {
        var additional = schema.path("additionalProperties");
        boolean open = additional.isMissingNode() || (additional.isBoolean() && additional.booleanValue());
        return open
                && !schema.has("unevaluatedProperties") && !schema.has("patternProperties") && !schema.has("propertyNames")
                && !schema.has("maxProperties");
    }

    /** By name, since a reference to one stays what it is as long as both stay. */
    private void definitions(String at, JsonNode before, JsonNode after) {
        for (var name : names(before, after))
            if (!after.has(name))
                found(Rule.NOT_UNDERSTOOD, at + "/" + escaped(name));
            else if (before.has(name))
                schema(at + "/" + escaped(name), before.path(name), after.path(name));
    }

    private static boolean isSame(String keyword, JsonNode before, JsonNode after) {
        if (before.isArray() && after.isArray() && ANY_ORDER.contains(keyword))
            return Set.copyOf(before.valueStream().toList()).equals(Set.copyOf(after.valueStream().toList()));
        if (before.isNumber() && after.isNumber())
            return before.decimalValue().compareTo(after.decimalValue()) == 0;
        return before.equals(after);
    }

    private void found(Rule rule, String at) {
        found.add(new SchemaChange(at, rule));
    }

    /** @throws JacksonException when it is no JSON, has doubled members, or goes on behind its end */
    static JsonNode parse(byte[] schema) {
        return JSON.readTree(new String(schema, StandardCharsets.UTF_8));
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        var names = new TreeSet<>(before.propertyNames());
        names.addAll(after.propertyNames());
        return names;
    }

    private static Set<String> strings(JsonNode array) {
        var strings = new TreeSet<String>();
        array.forEach(value -> strings.add(value.asString()));
        return strings;
    }

    private static String member(String at, String name) {
        return at + "/properties/" + escaped(name);
    }

    /** RFC 6901, section 3. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
