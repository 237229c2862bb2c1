package dev.gatehouse.catalog;

/**
 * Where something is said.
 *
 * @param file as it was named by whoever asked for the check
 * @param line counted from 1
 */
public record Place(String file, int line) {
    @Override
    public String toString() {
        return "%s:%d".formatted(file, line);
    }
}
