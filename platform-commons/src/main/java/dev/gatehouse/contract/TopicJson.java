package dev.gatehouse.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.contract.ContractJson.required;

/** One topic of a contract as JSON. */
final class TopicJson {
    private static final Set<String> MEMBERS = Set.of("topic", "physical", "owner", "protection", "key", "appendTime", "readers",
            "writers", "events", "retentionMs", "grantsRetentionMs", "maxMessageBytes");
    private static final Pattern PHYSICAL = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,172}");
    private static final Pattern SCHEMA = Pattern.compile("schemas/[a-z0-9][a-z0-9.-]{0,99}\\.json");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_READERS = 64; // a grant has room for 64: docs/envelope.md
    private static final long MAX_MS = Duration.ofDays(10_000).toMillis();

    private TopicJson() {}

    static void write(TopicContract topic, ObjectNode into) {
        into.put("topic", topic.topic().value()).put("physical", topic.physical()).put("owner", topic.owner().value())
                .put("protection", topic.protection().word()).put("key", Words.of(topic.key()))
                .put("appendTime", Words.of(topic.appendTime()));
        var readers = into.putArray("readers");
        topic.readers().stream().sorted(Comparator.comparing(Reader::service)).forEach(reader -> {
            var one = readers.addObject().put("service", reader.service().value());
            if (reader.since() != null)
                one.put("since", reader.since().toString());
        });
        var writers = into.putArray("writers");
        topic.writers().stream().sorted(Comparator.comparing(Writer::service)).forEach(writer -> {
            var one = writers.addObject().put("service", writer.service().value());
            if (writer.until() != null)
                one.put("until", writer.until().toString());
        });
        var events = into.putObject("events");
        topic.events().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(event -> events.putObject(event.getKey().value()).put("path", event.getValue().path()).put("sha256",
                        event.getValue().sha256()));
        into.put("retentionMs", topic.retention().toMillis()).put("grantsRetentionMs", topic.grantsRetention().toMillis())
                .put("maxMessageBytes", topic.maxMessageBytes());
    }

    static TopicContract read(Member topic) {
        var members = topic.members(MEMBERS, Set.of());
        var readers = required(members, "readers").distinct(TopicJson::reader, Reader::service);
        if (readers.size() > MAX_READERS)
            throw required(members, "readers").refuse("%d readers at most".formatted(MAX_READERS));
        var retention = required(members, "retentionMs").number(1, MAX_MS);
        return new TopicContract(required(members, "topic").text(TopicName::new),
                required(members, "physical").text(matching(PHYSICAL)), required(members, "owner").text(ServiceName::new),
                required(members, "protection").word(Protection.class), required(members, "key").word(KeyKind.class),
                required(members, "appendTime").word(AppendTime.class), readers,
                required(members, "writers").distinct(TopicJson::writer, Writer::service),
                events(required(members, "events")), Duration.ofMillis(retention),
                Duration.ofMillis(required(members, "grantsRetentionMs").number(retention, MAX_MS)),
                (int) required(members, "maxMessageBytes").number(1, Integer.MAX_VALUE));
    }

    private static Reader reader(Member reader) {
        var members = reader.members(Set.of("service"), Set.of("since"));
        return new Reader(required(members, "service").text(ServiceName::new),
                Member.of(members, "since").map(m -> m.text(TopicJson::utc)).orElse(null));
    }

    private static Writer writer(Member writer) {
        var members = writer.members(Set.of("service"), Set.of("until"));
        return new Writer(required(members, "service").text(ServiceName::new),
                Member.of(members, "until").map(m -> m.text(TopicJson::utc)).orElse(null));
    }

    private static Map<EventTypeName, Schema> events(Member events) {
        var found = new LinkedHashMap<EventTypeName, Schema>();
        events.entries().forEach((name, schema) -> {
            var members = schema.members(Set.of("path", "sha256"), Set.of());
            found.put(schema.means(name, EventTypeName::new),
                    new Schema(required(members, "path").text(matching(SCHEMA)),
                            required(members, "sha256").text(matching(SHA256))));
        });
        return found;
    }

    private static Instant utc(String text) {
        if (!text.endsWith("Z"))
            throw new IllegalArgumentException("a time in UTC such as 2026-01-01T00:00:00Z is expected");
        return Instant.parse(text);
    }

    private static Function<String, String> matching(Pattern pattern) {
        return text -> {
            if (!pattern.matcher(text).matches())
                throw new IllegalArgumentException("text of the form %s is expected".formatted(pattern));
            return text;
        };
    }
}
