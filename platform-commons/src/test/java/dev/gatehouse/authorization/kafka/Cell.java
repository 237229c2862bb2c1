package dev.gatehouse.authorization.kafka;

import java.util.Comparator;

/** One square of the matrix: may this principal do this with that. Types and operations as Kafka calls them. */
record Cell(String principal, String type, String resource, String operation) implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::principal).thenComparing(Cell::type)
            .thenComparing(Cell::resource).thenComparing(Cell::operation);

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return "%s %s %s %s".formatted(principal, operation, type, resource);
    }
}
