package dev.gatehouse.sealing.kafka;

import java.util.Collection;
import java.util.Map;

import org.apache.kafka.common.Uuid;

/** Ids of topics on the broker: another id under the same name is another topic. */
@FunctionalInterface
public interface TopicIds {
    /** Asks the broker. A topic that does not exist, or may not be described, is not in the answer. */
    Map<String, Uuid> of(Collection<String> topics);
}
