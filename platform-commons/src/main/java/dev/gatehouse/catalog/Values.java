package dev.gatehouse.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Values of the descriptor. Each method reports what it does not understand and returns nothing for it. */
record Values(Reporter reporter) {
    private static final Pattern RETENTION = Pattern.compile("([1-9][0-9]{0,4})([dh])");
    private static final Duration MIN_RETENTION = Duration.ofHours(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(3650);

    Optional<At<String>> text(Node node, String place) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank())
            return Optional.of(new At<>(scalar.getValue(), Reporter.line(node)));
        reporter.at(node, node instanceof ScalarNode
                ? "%s is empty; write its value or remove the line".formatted(place)
                : "%s has to be plain text, not a %s".formatted(place, node.getNodeId()));
        return Optional.empty();
    }

    /** A name by one of the types that cannot be wrong, whose own message says what is. */
    <T> Optional<At<T>> name(Node node, String place, Function<String, T> type) {
        return text(node, place).flatMap(text -> name(text, place, type));
    }

    <T> Optional<At<T>> name(At<String> text, String place, Function<String, T> type) {
        var pattern = ReservedNames.pattern(text.value());
        if (pattern.isPresent()) {
            reporter.at(text.line(), "%s: %s".formatted(place, pattern.get()));
            return Optional.empty();
        }
        return word(text, place, type);
    }

    /** Like a name, for words that let nobody in and so cannot let in too many. */
    <T> Optional<At<T>> word(At<String> text, String place, Function<String, T> type) {
        try {
            return Optional.of(new At<>(type.apply(text.value()), text.line()));
        } catch (IllegalArgumentException e) {
            reporter.at(text.line(), "%s: %s; rename it".formatted(place, e.getMessage()));
            return Optional.empty();
        }
    }

    List<Node> list(Node node, String place) {
        if (node instanceof SequenceNode sequence)
            return sequence.getValue();
        if (node instanceof ScalarNode scalar)
            ReservedNames.pattern(scalar.getValue()).ifPresentOrElse(why -> reporter.at(node, "%s: %s".formatted(place, why)),
                    () -> reporter.at(node, "%s has to be a list: write [%s]".formatted(place, scalar.getValue())));
        else
            reporter.at(node, "%s has to be a list such as [one, other]".formatted(place));
        return List.of();
    }

    Optional<Integer> number(Node node, String place, int least, int most) {
        return text(node, place).flatMap(text -> {
            var legal = text.value().matches("[1-9][0-9]{0,8}") && Integer.parseInt(text.value()) >= least
                    && Integer.parseInt(text.value()) <= most;
            if (!legal)
                reporter.at(node, "%s: '%s' is not a whole number from %d to %d".formatted(place, text.value(), least, most));
            return legal ? Optional.of(Integer.valueOf(text.value())) : Optional.empty();
        });
    }

    /** A number of days or hours, such as {@code 30d} or {@code 12h}. */
    Optional<Duration> retention(Node node, String place) {
        return text(node, place).flatMap(text -> {
            var matcher = RETENTION.matcher(text.value());
            if (matcher.matches()) {
                var count = Long.parseLong(matcher.group(1));
                var retention = matcher.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
                if (retention.compareTo(MIN_RETENTION) >= 0 && retention.compareTo(MAX_RETENTION) <= 0)
                    return Optional.of(retention);
            }
            reporter.at(node, "%s: '%s' is not a time to keep records: write days or hours, such as 30d or 12h, at most %dd"
                    .formatted(place, text.value(), MAX_RETENTION.toDays()));
            return Optional.empty();
        });
    }
}
