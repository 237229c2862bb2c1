package dev.gatehouse.catalog;

import java.time.Duration;
import java.util.List;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** One {@code service.yml} as it was read, with the lines that problems name. */
record Descriptor(DescriptorFile source, At<ServiceName> service, String team, List<OwnTopic> topics, List<Consumed> consumes) {
    ServiceName name() {
        return service.value();
    }

    String file() {
        return source.name();
    }

    Place place(At<?> value) {
        return new Place(file(), value.line());
    }

    /** A topic that the service owns; when the descriptor lists no writers, the owner is the one. */
    record OwnTopic(At<TopicName> name, List<At<ServiceName>> readers, List<At<Writer>> writers, Protection protection,
            KeyKind key, int partitions, Duration retention, List<Event> events) {}

    /** An event type of a topic, and the path of its schema relative to the descriptor. */
    record Event(At<EventTypeName> type, At<String> schema) {}

    /** A topic that the service reads, and the service that it believes to own it. */
    record Consumed(At<TopicName> topic, At<ServiceName> from) {}
}
