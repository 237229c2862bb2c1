package dev.gatehouse.sealing;

import org.jspecify.annotations.Nullable;

/** A header of a record as it lies on Kafka: the arrays are lent, not copied. */
public record Header(String name, byte @Nullable [] value) {
    /** Names only: a value may be part of what is protected. */
    @Override
    public String toString() {
        return name;
    }
}
