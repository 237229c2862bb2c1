package dev.gatehouse.catalog;

import java.util.Optional;

/** The schema files beside a descriptor. */
@FunctionalInterface
public interface Schemas {
    /** Content of a file, by its path relative to the descriptor, such as {@code schemas/x.v1.json}; empty when there is none. */
    Optional<byte[]> read(String path);
}
