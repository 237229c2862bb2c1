package dev.gatehouse.contract;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * What a service may believe about one topic that it writes or reads.
 *
 * @param topic logical name, bound into every grant
 * @param physical name on the broker
 * @param owner the service whose descriptor declares the topic
 * @param readers every declared reader, and since when it is one
 * @param writers every declared writer; one that was removed stays, with the time at which it ended
 * @param events the types that may be on the topic
 * @param retention of the topic itself
 * @param grantsRetention of {@code <topic>.grants}; a session older than this is stale
 * @param maxMessageBytes the topic's {@code max.message.bytes}
 */
public record TopicContract(TopicName topic, String physical, ServiceName owner, Protection protection, KeyKind key,
        AppendTime appendTime, List<Reader> readers, List<Writer> writers, Map<EventTypeName, Schema> events,
        Duration retention, Duration grantsRetention, int maxMessageBytes) {

    /** A declared reader. {@code since} is the apply that added it; absent means no bound is known. */
    public record Reader(ServiceName service, @Nullable Instant since) {}

    /** A declared writer. After {@code until} it is none any more; absent means it still is one. */
    public record Writer(ServiceName service, @Nullable Instant until) {}

    /**
     * Where a JSON Schema lies on the class path of the topic's owner, such as {@code schemas/x.v1.json}, and the SHA-256 of
     * its bytes in hexadecimal. Everybody else has a byte-equal copy, found by {@link TopicContract#schemaResource}.
     */
    public record Schema(String path, String sha256) {}

    public TopicContract {
        readers = List.copyOf(readers);
        writers = List.copyOf(writers);
        events = Map.copyOf(events);
    }

    public Optional<Reader> reader(ServiceName service) {
        return readers.stream().filter(r -> r.service().equals(service)).findFirst();
    }

    public Optional<Writer> writer(ServiceName service) {
        return writers.stream().filter(w -> w.service().equals(service)).findFirst();
    }

    /**
     * Where the schema of an event type lies on the class path of a service: the owner's own, or the copy that everybody else
     * keeps under {@code schemas/<owner>/}.
     */
    public Optional<String> schemaResource(EventTypeName type, ServiceName service) {
        return Optional.ofNullable(events.get(type)).map(Schema::path)
                .map(path -> service.equals(owner) ? path : copy(owner, path));
    }

    /** Where the copy of an owner's schema lies in everybody else's resources. */
    public static String copy(ServiceName owner, String path) {
        return "schemas/%s/%s".formatted(owner, path.substring("schemas/".length()));
    }

    /** Kafka topic of the grants for this topic. */
    public String grants() {
        return physical + ".grants";
    }

    /** Kafka topic into which a reader puts the records that it refuses. */
    public String quarantine(ServiceName reader) {
        return physical + ".quarantine." + reader;
    }
}
