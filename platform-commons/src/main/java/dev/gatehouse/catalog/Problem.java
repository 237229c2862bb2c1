package dev.gatehouse.catalog;

import java.util.Comparator;

/**
 * Something in a descriptor that has to be changed.
 *
 * @param file as it was named by whoever asked for the check
 * @param line counted from 1; 0 when no line is meant
 * @param message what, why, and what to change where
 */
public record Problem(String file, int line, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER = Comparator.comparing(Problem::file).thenComparingInt(Problem::line)
            .thenComparing(Problem::message);

    public Problem {
        message = message.replaceAll("[^\\x20-\\x7E]", "?"); // a hostile descriptor has no say in the layout of a terminal
    }

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return line == 0 ? "%s: %s".formatted(file, message) : "%s:%d: %s".formatted(file, line, message);
    }
}
