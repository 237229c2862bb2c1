package dev.gatehouse.authorization;

/**
 * A line of a descriptor that is not there.
 *
 * @param file the descriptor, as the catalog names it
 * @param near the line below which it belongs, counted from 1; 0 when the file decides
 * @param under where in the file, such as {@code topics.maintenance.v1}
 * @param line as it has to be written
 */
public record MissingLine(String file, int near, String under, String line) {
    @Override
    public String toString() {
        return "%s%s, under %s:  %s".formatted(file, near == 0 ? "" : ":" + near, under, line);
    }
}
