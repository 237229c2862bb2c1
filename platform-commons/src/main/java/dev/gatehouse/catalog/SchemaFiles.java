package dev.gatehouse.catalog;

import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.catalog.Descriptor.Event;
import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;

/** Whether every schema is there, and everybody's copy of it the same. */
final class SchemaFiles {
    private static final Pattern VERSION = Pattern.compile("(.*)[.]v([0-9]{1,4})[.]json");
    static final int MAX_BYTES = 64 * 1024;

    private final Map<ServiceName, Descriptor> services = new LinkedHashMap<>();
    private final Map<EventTypeName, Schema> found = new LinkedHashMap<>();
    private final Map<EventTypeName, JsonNode> contents = new LinkedHashMap<>();
    private final List<Problem> problems;

    /** The schemas that are there: where, and what they say. */
    record Found(Map<EventTypeName, Schema> schemas, Map<EventTypeName, JsonNode> contents) {}

    private SchemaFiles(List<Descriptor> descriptors, List<Problem> problems) {
        descriptors.forEach(d -> services.putIfAbsent(d.name(), d));
        this.problems = problems;
    }

    /** Reports what is missing or differs; gives the schemas that are there. */
    static Found check(List<Descriptor> descriptors, List<Problem> problems) {
        var files = new SchemaFiles(descriptors, problems);
        for (var owner : descriptors)
            for (var topic : owner.topics())
                topic.events().forEach(event -> files.check(owner, topic, event));
        return new Found(files.found, files.contents);
    }

    private void check(Descriptor owner, OwnTopic topic, Event event) {
        var path = event.schema().value();
        var schema = read(owner, path);
        if (schema.isEmpty() || schema.get().length == 0 || schema.get().length > MAX_BYTES) {
            problems.add(new Problem(owner.file(), event.schema().line(),
                    "the schema %s of %s %s: put the JSON Schema there, beside %s"
                            .formatted(path, event.type().value(), schema.isEmpty()
                                    ? "cannot be read or is missing"
                                    : "is empty or larger than %d bytes".formatted(MAX_BYTES), owner.file())));
            return;
        }
        found.putIfAbsent(event.type().value(), new Schema(path, sha256(schema.get())));
        understood(owner, event, schema.get());
        unbroken(owner, event, schema.get());
        var readers = new TreeSet<ServiceName>();
        topic.readers().forEach(r -> readers.add(r.value()));
        for (var reader : readers)
            if (!reader.equals(owner.name()) && services.containsKey(reader))
                compare(owner, services.get(reader), topic, event, schema.get());
    }

    private void understood(Descriptor owner, Event event, byte[] schema) {
        try {
            contents.putIfAbsent(event.type().value(), SchemaComparison.parse(schema));
        } catch (JacksonException e) {
            problems.add(new Problem(owner.file(), event.schema().line(), "the schema %s of %s is no JSON: mend it beside %s"
                    .formatted(event.schema().value(), event.type().value(), owner.file())));
        }
    }

    /** What was published stays true for events that are kept and for readers that still run. */
    private void unbroken(Descriptor owner, Event event, byte[] schema) {
        var type = event.type().value();
        var path = event.schema().value();
        read(owner, published(type)).ifPresent(before -> SchemaComparison.between(before, schema)
                .forEach(change -> problems.add(new Problem(owner.file(), event.schema().line(),
                        "the schema %s of %s breaks its published form %s, %s. Leave it as it was, and declare another type beside it, such as %s.v2 with %s"
                                .formatted(path, type, published(type), change, type, next(path))))));
    }

    /** Where the form lies, beside the descriptor, that others already rely on; none as long as the type is new. */
    static String published(EventTypeName type) {
        return "published/%s.json".formatted(type);
    }

    /** {@code schemas/x.v1.json} becomes {@code schemas/x.v2.json}. */
    private static String next(String path) {
        var version = VERSION.matcher(path);
        return version.matches()
                ? "%s.v%d.json".formatted(version.group(1), Integer.parseInt(version.group(2)) + 1)
                : path.replaceFirst("(\\.json)?$", ".v2.json");
    }

    private void compare(Descriptor owner, Descriptor reader, OwnTopic topic, Event event, byte[] schema) {
        var copy = TopicContract.copy(owner.name(), event.schema().value());
        var bytes = read(reader, copy);
        if (bytes.isPresent() && Arrays.equals(bytes.get(), schema))
            return;
        var line = reader.consumes().stream().filter(c -> c.topic().value().equals(topic.name().value()))
                .map(c -> c.topic().line())
                .findFirst().orElse(reader.service().line());
        problems.add(new Problem(reader.file(), line,
                "the schema of %s that %s owns %s; a reader knows what it opens by a byte-equal copy of its own: copy %s beside %s to %s beside %s"
                        .formatted(event.type().value(), owner.name(),
                                bytes.isPresent() ? "differs from the copy here" : "has no copy here", event.schema().value(),
                                owner.file(), copy, reader.file())));
    }

    private static Optional<byte[]> read(Descriptor beside, String path) {
        try {
            return beside.source().schemas().read(path);
        } catch (UncheckedIOException e) {
            return Optional.empty(); // reported like a missing one, by whoever asked
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
