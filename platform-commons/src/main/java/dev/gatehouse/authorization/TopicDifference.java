package dev.gatehouse.authorization;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.catalog.CatalogTopic;

/** How one topic differs from what the catalog wants. */
public sealed interface TopicDifference {
    String topic();

    /** It is not there. */
    record Absent(CatalogTopic wanted) implements TopicDifference {
        @Override
        public String topic() {
            return wanted.name();
        }
    }

    /** This identity may not look at it. */
    record Hidden(String topic) implements TopicDifference {}

    /** A setting has another value, or none of its own. */
    record Setting(String topic, String name, String wanted, @Nullable String actual) implements TopicDifference {}

    /** It has too few partitions. Adding some moves keys to other partitions, and cannot be undone. */
    record Grow(String topic, int wanted, int actual) implements TopicDifference {}

    /** It has too many partitions. Kafka takes none away: only a new version of the topic helps. */
    record Shrink(String topic, int wanted, int actual) implements TopicDifference {}

    /** It has another number of replicas; moving them is work for the cluster's operator. */
    record Replicas(String topic, int wanted, int actual) implements TopicDifference {}
}
