package dev.gatehouse.catalog;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

import dev.gatehouse.catalog.Descriptor.Event;
import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** One entry below {@code topics}. */
final class TopicParser {
    static final int MAX_PARTITIONS = 256;
    private static final Set<String> WORDS = Set.of("readers", "writers", "protection", "key", "partitions", "retention",
            "events");
    private static final Pattern SCHEMA = Pattern.compile("schemas/[a-z0-9][a-z0-9.-]{0,99}\\.json");

    private final Reporter reporter;
    private final Values values;
    private final String place;

    private TopicParser(Reporter reporter, String place) {
        this.reporter = reporter;
        this.values = new Values(reporter);
        this.place = place;
    }

    /**
     * A topic whose name is legal. A value that is not understood is replaced by any other, so that the checks across
     * descriptors can go on; it was reported, so no catalog comes of it.
     */
    static Optional<OwnTopic> parse(Section.Entry entry, Optional<At<ServiceName>> owner, Reporter reporter) {
        var name = new Values(reporter).name(new At<>(entry.key(), entry.line()), "topics", TopicName::new);
        var topic = new TopicParser(reporter, "topics." + entry.key());
        var section = Section.closed(entry.value(), topic.place, reporter, WORDS);
        var readers = section.demand("readers", "the owner decides who may read; add 'readers: [<service>, ...]'")
                .map(e -> topic.readers(e.value())).orElse(List.of());
        var protection = section.demand("protection", "a topic is not protected by accident; add 'protection: sealed'")
                .flatMap(e -> topic.protection(e.value())).orElse(Protection.SEALED);
        var key = section.demand("key", "the broker sees the partition key; add 'key: plain' or 'key: pseudonymous'")
                .flatMap(e -> topic.key(e.value())).orElse(KeyKind.PLAIN);
        var partitions = section.demand("partitions", "it bounds how many instances share the work; add 'partitions: 6'")
                .flatMap(e -> topic.values.number(e.value(), topic.place + ".partitions", 1, MAX_PARTITIONS)).orElse(1);
        var retention = section.demand("retention", "records are not kept by accident; add 'retention: 30d'")
                .flatMap(e -> topic.values.retention(e.value(), topic.place + ".retention")).orElse(Duration.ofDays(1));
        var events = section.demand("events", "one type, one topic; add 'events: { <type>: schemas/<file>.json }'")
                .map(e -> topic.events(e.value())).orElse(List.of());
        var writers = section.find("writers").map(e -> topic.writers(e.value())).orElseGet(
                () -> owner.stream().map(o -> new At<>(new Writer(o.value(), null), entry.line())).toList());
        return name.map(n -> new OwnTopic(n, readers, writers, protection, key, partitions, retention, events));
    }

    private List<At<ServiceName>> readers(Node node) {
        if (node instanceof SequenceNode list && list.getValue().isEmpty())
            reporter.at(node,
                    "%s.readers is empty; nobody could open what is sealed for nobody: name the readers, or remove the topic"
                            .formatted(place));
        var readers = new ArrayList<At<ServiceName>>();
        for (var element : values.list(node, place + ".readers"))
            values.name(element, place + ".readers", ServiceName::new).ifPresent(readers::add);
        return readers;
    }

    private List<At<Writer>> writers(Node node) {
        if (node instanceof SequenceNode list && list.getValue().isEmpty())
            reporter.at(node,
                    "%s.writers is empty; nobody could write: name the writers, or leave 'writers' out for the owner alone"
                            .formatted(place));
        var writers = new ArrayList<At<Writer>>();
        for (var element : values.list(node, place + ".writers"))
            writer(element).ifPresent(writers::add);
        return writers;
    }

    private Optional<At<Writer>> writer(Node node) {
        var where = place + ".writers";
        if (!(node instanceof MappingNode))
            return values.name(node, where, ServiceName::new).map(name -> new At<>(new Writer(name.value(), null), name.line()));
        var section = Section.closed(node, where, reporter, Set.of("service", "until"));
        var service = section.demand("service", "write { service: <name>, until: <time> }")
                .flatMap(e -> values.name(e.value(), where, ServiceName::new));
        var until = section.demand("until", "a writer that stays is written as its plain name")
                .flatMap(e -> values.text(e.value(), where + ".until")).flatMap(this::until);
        return service.flatMap(s -> until.map(u -> new At<>(new Writer(s.value(), u), s.line())));
    }

    private Optional<Instant> until(At<String> text) {
        try {
            return Optional.of(Instant.parse(text.value()));
        } catch (DateTimeParseException e) {
            reporter.at(text.line(), "%s.writers: until '%s' is not a time: write it in UTC, such as 2026-12-31T00:00:00Z"
                    .formatted(place, text.value()));
            return Optional.empty();
        }
    }

    private Optional<Protection> protection(Node node) {
        return values.text(node, place + ".protection").flatMap(text -> switch (text.value()) {
            case "sealed" -> Optional.of(Protection.SEALED);
            case "broker-encrypted", "public" -> {
                reporter.at(text.line(),
                        "%s: protection '%s' is a word of the language, but not available yet in this version: write sealed"
                                .formatted(place, text.value()));
                yield Optional.empty();
            }
            default -> {
                reporter.at(text.line(),
                        "%s: protection '%s' is unknown; there are sealed, broker-encrypted and public: write sealed"
                                .formatted(place, text.value()));
                yield Optional.empty();
            }
        });
    }

    private Optional<KeyKind> key(Node node) {
        return values.text(node, place + ".key").flatMap(text -> switch (text.value()) {
            case "plain" -> Optional.of(KeyKind.PLAIN);
            case "pseudonymous" -> Optional.of(KeyKind.PSEUDONYMOUS);
            default -> {
                reporter.at(text.line(), "%s: key '%s' is unknown; write plain, or pseudonymous for an HMAC in its place"
                        .formatted(place, text.value()));
                yield Optional.empty();
            }
        });
    }

    private List<Event> events(Node node) {
        var events = new ArrayList<Event>();
        var section = Section.open(node, place + ".events", reporter);
        if (node instanceof MappingNode map && map.getValue().isEmpty())
            reporter.at(node, "%s.events is empty; nothing could be sent: add '<type>: schemas/<file>.json'".formatted(place));
        for (var entry : section.entries()) {
            var type = values.name(new At<>(entry.key(), entry.line()), place + ".events", EventTypeName::new);
            var schema = values.text(entry.value(), place + ".events." + entry.key()).filter(this::legalPath);
            type.ifPresent(t -> schema.ifPresent(s -> events.add(new Event(t, s))));
        }
        return events;
    }

    private boolean legalPath(At<String> path) {
        var legal = SCHEMA.matcher(path.value()).matches();
        if (!legal)
            reporter.at(path.line(),
                    "%s.events: '%s' is not the path of a schema: put the file beside the descriptor as schemas/<name>.json"
                            .formatted(place, path.value()));
        return legal;
    }
}
