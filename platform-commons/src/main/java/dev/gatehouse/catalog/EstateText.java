package dev.gatehouse.catalog;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.ServiceName;

/** Everything that follows from a catalog as text, one fact a line, so that a change of a descriptor can be reviewed as a diff. */
public final class EstateText {
    private final Catalog catalog;
    private final StringBuilder text = new StringBuilder();

    private EstateText(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The same catalog gives the same text. */
    public static String of(Catalog catalog, Replication replication) {
        var estate = new EstateText(catalog);
        estate.declared();
        estate.topics(replication);
        estate.acls();
        estate.contracts();
        return estate.text.toString();
    }

    private void declared() {
        line("# What follows from the descriptors of all services. Generated; review the difference, do not edit.");
        heading("Services");
        catalog.teams().forEach((service, team) -> line("%s (team %s)".formatted(service, team)));
        heading("Declared topics");
        for (var topic : catalog.declared()) {
            line("%s, owned by %s".formatted(topic.name(), topic.owner()));
            line("  protection %s, key %s, %s partitions, kept %s".formatted(topic.protection().word(),
                    topic.key() == KeyKind.PSEUDONYMOUS ? "pseudonymous" : "plain", topic.partitions(), days(topic.retention())));
            topic.writers().forEach(writer -> line("  writer %s".formatted(ended(writer))));
            topic.readers().forEach(reader -> line("  reader %s".formatted(reader)));
            topic.events().forEach((type, schema) -> {
                line("  event %s".formatted(type));
                line("    %s, SHA-256 %s".formatted(schema.path(), schema.sha256()));
            });
        }
    }

    private void topics(Replication replication) {
        heading("Topics on the broker, %s replicas".formatted(replication.factor()));
        for (var topic : catalog.topics(replication)) {
            line("%s: %s, partitions %s".formatted(topic.name(), topic.kind().name().toLowerCase(Locale.ROOT),
                    topic.partitions()));
            topic.settings().forEach((name, value) -> line("  %s=%s".formatted(name, value)));
        }
    }

    private void acls() {
        heading("Allowed on the broker; everything else is refused");
        var cells = new LinkedHashMap<String, TreeSet<String>>();
        for (var acl : catalog.acls())
            cells.computeIfAbsent("%s  %s %s".formatted(acl.principal(), acl.resourceType(), acl.resource()),
                    cell -> new TreeSet<>())
                    .add(acl.operation().name());
        cells.forEach((cell, operations) -> line("%s  %s".formatted(cell, String.join(" ", operations))));
    }

    private void contracts() {
        heading("Contracts in brief");
        for (var service : catalog.services()) {
            line(service.value());
            for (var topic : catalog.declared()) {
                if (topic.activeWriters().contains(service))
                    line("  writes %s, sealed for %s".formatted(topic.name(), names(topic.readers())));
                if (topic.readers().contains(service))
                    line("  reads %s, from %s, grants kept %s".formatted(topic.name(),
                            topic.writers().stream().map(EstateText::ended).collect(Collectors.joining(", ")),
                            days(BrokerTopics.grantsRetention(topic))));
            }
        }
    }

    private static String ended(Writer writer) {
        return writer.until() == null ? writer.service().value() : "%s until %s".formatted(writer.service(), writer.until());
    }

    private static String names(List<ServiceName> services) {
        return services.stream().map(ServiceName::value).collect(Collectors.joining(", "));
    }

    private static String days(Duration duration) {
        return duration.toHours() % 24 == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
    }

    private void heading(String title) {
        text.append('\n').append("## ").append(title).append('\n');
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
