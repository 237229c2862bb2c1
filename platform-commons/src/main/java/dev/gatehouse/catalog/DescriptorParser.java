package dev.gatehouse.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.yaml.snakeyaml.nodes.Node;

import dev.gatehouse.catalog.Descriptor.Consumed;
import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** Reads one {@code service.yml} and reports everything in it that is not of the language. */
final class DescriptorParser {
    private final DescriptorFile file;
    private final Reporter reporter;
    private final Values values;

    private DescriptorParser(DescriptorFile file, Reporter reporter) {
        this.file = file;
        this.reporter = reporter;
        this.values = new Values(reporter);
    }

    /** Empty when not even the service's name is known; whatever else is wrong is left out, and reported. */
    static Optional<Descriptor> parse(DescriptorFile file, List<Problem> problems) {
        var reporter = new Reporter(file.name(), problems);
        return PlainYaml.read(file.text(), reporter).flatMap(new DescriptorParser(file, reporter)::descriptor);
    }

    private Optional<Descriptor> descriptor(Node root) {
        var section = Section.closed(root, "the descriptor", reporter, Set.of("service", "team", "topics", "consumes"));
        var team = section.demand("team", "somebody has to answer for the service; add 'team: <name>'")
                .flatMap(e -> values.text(e.value(), "team")).flatMap(text -> values.word(text, "team", TeamName::new))
                .map(at -> at.value().value()).orElse("");
        var service = section.demand("service", "it names the certificate, the principal and the group; add 'service: <name>'")
                .flatMap(e -> values.name(e.value(), "service", ServiceName::new)).filter(this::free);
        var topics = topics(section, service);
        var consumes = consumes(section);
        return service.map(name -> new Descriptor(file, name, team, topics, consumes));
    }

    private boolean free(At<ServiceName> name) {
        var taken = ReservedNames.taken(name.value().value());
        taken.ifPresent(by -> reporter.at(name.line(),
                "service '%s' would be taken for %s: choose another name".formatted(name.value(), by)));
        return taken.isEmpty();
    }

    private List<OwnTopic> topics(Section section, Optional<At<ServiceName>> owner) {
        var topics = new ArrayList<OwnTopic>();
        section.find("topics").ifPresent(all -> Section.open(all.value(), "topics", reporter).entries()
                .forEach(e -> TopicParser.parse(e, owner, reporter).ifPresent(topics::add)));
        return topics;
    }

    private List<Consumed> consumes(Section section) {
        var consumes = new ArrayList<Consumed>();
        section.find("consumes").ifPresent(all -> Section.open(all.value(), "consumes", reporter).entries()
                .forEach(e -> consumed(e).ifPresent(consumes::add)));
        return consumes;
    }

    private Optional<Consumed> consumed(Section.Entry entry) {
        var place = "consumes." + entry.key();
        var topic = values.name(new At<>(entry.key(), entry.line()), "consumes", TopicName::new);
        var from = Section.closed(entry.value(), place, reporter, Set.of("from"))
                .demand("from", "the reader names the owner that it trusts; write { from: <service> }")
                .flatMap(e -> values.name(e.value(), place + ".from", ServiceName::new));
        return topic.flatMap(t -> from.map(f -> new Consumed(t, f)));
    }

    /** People who answer for a service; legal as a label wherever services are shown. */
    private record TeamName(String value) {
        TeamName {
            if (!value.matches("[a-z][a-z0-9-]{0,62}"))
                throw new IllegalArgumentException(
                        "team '%s' is not legal: a letter, then a-z, 0-9 and '-', 63 characters at most"
                                .formatted(value));
        }
    }
}
