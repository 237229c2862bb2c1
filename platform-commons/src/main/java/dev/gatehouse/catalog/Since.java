package dev.gatehouse.catalog;

import java.time.Instant;
import java.util.Optional;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** When a reader was added to a topic. Whoever applies the catalog knows; the catalog itself has no history. */
@FunctionalInterface
public interface Since {
    /** The apply that added the reader; empty: no bound is known. */
    Optional<Instant> added(TopicName topic, ServiceName reader);
}
