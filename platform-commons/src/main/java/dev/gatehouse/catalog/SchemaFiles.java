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

import dev.gatehouse.catalog.Descriptor.Event;
import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;

/** Whether every schema is there, and everybody's copy of it the same. */
final class SchemaFiles {
    static final int MAX_BYTES = 64 * 1024;

    private final Map<ServiceName, Descriptor> services = new LinkedHashMap<>();
    private final Map<EventTypeName, Schema> found = new LinkedHashMap<>();
    private final List<Problem> problems;

    private SchemaFiles(List<Descriptor> descriptors, List<Problem> problems) {
        descriptors.forEach(d -> services.putIfAbsent(d.name(), d));
        this.problems = problems;
    }

    /** Reports what is missing or differs; gives the schemas that are there. */
    static Map<EventTypeName, Schema> check(List<Descriptor> descriptors, List<Problem> problems) {
        var files = new SchemaFiles(descriptors, problems);
        for (var owner : descriptors)
            for (var topic : owner.topics())
                topic.events().forEach(event -> files.check(owner, topic, event));
        return files.found;
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
        var readers = new TreeSet<ServiceName>();
        topic.readers().forEach(r -> readers.add(r.value()));
        for (var reader : readers)
            if (!reader.equals(owner.name()) && services.containsKey(reader))
                compare(owner, services.get(reader), topic, event, schema.get());
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
