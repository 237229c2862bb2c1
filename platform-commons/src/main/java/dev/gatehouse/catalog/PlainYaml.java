package dev.gatehouse.catalog;

import java.io.StringReader;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * The part of YAML that a reviewer sees through: maps, lists and text in one document. No anchors, aliases, tags, merge keys
 * or directives; nothing is constructed, so no class can be named.
 */
final class PlainYaml {
    static final int MAX_CHARACTERS = 64 * 1024;
    static final int MAX_DEPTH = 8;

    private final Reporter reporter;
    private int depth;
    private int documents;
    private boolean plain = true;

    private PlainYaml(Reporter reporter) {
        this.reporter = reporter;
    }

    /** The root of the one document; empty when it was refused, which the reporter then knows. */
    static Optional<Node> read(String text, Reporter reporter) {
        return new PlainYaml(reporter).read(text);
    }

    private Optional<Node> read(String text) {
        if (text.length() > MAX_CHARACTERS)
            return refused(1,
                    "the file has more than %d characters; a descriptor is one page: shorten it".formatted(MAX_CHARACTERS));
        try {
            // The events first: the composer would follow aliases and descend without asking.
            for (var event : yaml().parse(new StringReader(text))) {
                judge(event);
                if (depth > MAX_DEPTH)
                    return Optional.empty(); // the scanner's effort grows with the square of the depth
            }
            if (!plain)
                return Optional.empty();
            var root = yaml().compose(new StringReader(text));
            return root == null ? refused(1, "the file is empty; a descriptor begins with 'service: <name>'") : Optional.of(root);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            return refused(mark == null ? 1 : mark.getLine() + 1,
                    "this is not YAML: %s; correct the line".formatted(e.getProblem()));
        } catch (ReaderException e) {
            var before = text.substring(0, Math.clamp(e.getPosition(), 0, text.length()));
            return refused((int) before.chars().filter(c -> c == '\n').count() + 1,
                    "character U+%04X has no place in a descriptor; remove it".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            return refused(1, "this is not YAML: %s".formatted(e.getMessage()));
        }
    }

    private void judge(Event event) {
        switch (event) {
            case DocumentStartEvent start -> judgeStart(start);
            case AliasEvent alias ->
                refuse(alias,
                        "the alias *%s is not part of the language; write what is meant in place".formatted(alias.getAnchor()));
            case ScalarEvent scalar -> judgeNode(scalar, scalar.getTag());
            case CollectionStartEvent start -> {
                judgeNode(start, start.getTag());
                if (++depth > MAX_DEPTH)
                    refuse(start, "more than %d levels; no descriptor needs them: flatten it".formatted(MAX_DEPTH));
            }
            case CollectionEndEvent end -> depth -= 1;
            default -> {
            }
        }
    }

    private void judgeStart(DocumentStartEvent start) {
        if (++documents > 1)
            refuse(start, "a second document begins; a file describes one service: move it to a file of its own");
        if (start.getVersion() != null || (start.getTags() != null && !start.getTags().isEmpty()))
            refuse(start, "directives beginning with '%' are not part of the language; remove them");
    }

    private void judgeNode(NodeEvent node, @Nullable String tag) {
        if (node.getAnchor() != null)
            refuse(node, "the anchor &%s is not part of the language; remove it".formatted(node.getAnchor()));
        if (tag != null)
            refuse(node, "the tag %s is not part of the language; every value is plain text: remove it".formatted(tag));
    }

    private void refuse(Event event, String message) {
        refused(event.getStartMark().getLine() + 1, message);
    }

    private Optional<Node> refused(int line, String message) {
        plain = false;
        reporter.at(line, message);
        return Optional.empty();
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH + 1);
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }
}
