package dev.gatehouse.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A map of the descriptor whose keys are looked at before their values. */
final class Section {
    private final Node node;
    private final String place;
    private final Reporter reporter;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** A key, where it stands, and its value. */
    record Entry(String key, int line, Node value) {}

    private Section(Node node, String place, Reporter reporter) {
        this.node = node;
        this.place = place;
        this.reporter = reporter;
    }

    /** The keys are names chosen by the author. */
    static Section open(Node node, String place, Reporter reporter) {
        var section = new Section(node, place, reporter);
        section.collect();
        return section;
    }

    /** The keys are words of the language; another one is refused, since it would be ignored. */
    static Section closed(Node node, String place, Reporter reporter, Set<String> words) {
        var section = open(node, place, reporter);
        section.entries.values().stream().filter(e -> !words.contains(e.key())).forEach(e -> reporter.at(e.line(),
                "'%s' in %s is not a word of the language, and would be ignored; it knows %s: correct or remove it".formatted(
                        e.key(),
                        place, String.join(", ", new TreeSet<>(words)))));
        return section;
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The value of a key that may not be left out; {@code why} completes the sentence "X is missing: ...". */
    Optional<Entry> demand(String key, String why) {
        var found = find(key);
        if (found.isEmpty() && node instanceof MappingNode)
            reporter.at(node, "'%s' is missing in %s: %s".formatted(key, place, why));
        return found;
    }

    List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    private void collect() {
        if (!(node instanceof MappingNode mapping)) {
            reporter.at(node, "%s has to be a map of names to values: write it as 'name: value'".formatted(place));
            return;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                reporter.at(tuple.getKeyNode(), "a key in %s has to be plain text".formatted(place));
                continue;
            }
            var entry = new Entry(key.getValue(), Reporter.line(key), tuple.getValueNode());
            var earlier = entries.putIfAbsent(key.getValue(), entry);
            if (earlier != null)
                reporter.at(key, "'%s' is already in %s, on line %d: keep one of the two".formatted(key.getValue(), place,
                        earlier.line()));
        }
    }
}
