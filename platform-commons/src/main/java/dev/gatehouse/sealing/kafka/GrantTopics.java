package dev.gatehouse.sealing.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.sealing.SessionId;

/**
 * Puts grants on their topics, acknowledged by all in-sync replicas, and looks whether they still are there. Thread-safe; what
 * looks waits for the broker.
 */
public final class GrantTopics {
    private final Producer<byte[], byte[]> producer;
    private final TopicIds topicIds;
    private final OffsetRanges ranges;

    /** Where a grant was put. Without the id of its topic it was not looked for yet. */
    public record Place(String topic, @Nullable Uuid topicId, long offset) {}

    /** What a look at a place shows. */
    public sealed interface Look {
        /** Something is there, and nobody could have put another grant in its place. */
        record There(Place place) implements Look {}

        /** The topic is another one, or does not reach there any more. */
        record Gone() implements Look {}
    }

    public GrantTopics(Producer<byte[], byte[]> producer, TopicIds topicIds, OffsetRanges ranges) {
        this.producer = producer;
        this.topicIds = topicIds;
        this.ranges = ranges;
    }

    /** The id of a topic, to be asked for before something is put there: a topic made anew meanwhile is then found out. */
    public Optional<Uuid> idOf(String topic) {
        return Optional.ofNullable(topicIds.of(List.of(topic)).get(topic));
    }

    /** Completes when it is durable; a failure leaves the outcome unknown, and the same bytes are put again. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public CompletableFuture<RecordMetadata> put(String topic, SessionId id, byte[] grant) {
        var done = new CompletableFuture<RecordMetadata>();
        try {
            producer.send(new ProducerRecord<>(topic, 0, id.bytes(), grant), (metadata, failure) -> {
                if (failure == null)
                    done.complete(metadata);
                else
                    done.completeExceptionally(failure);
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /**
     * Looks at all places at once. A grant of whose topic the broker says nothing is not in the answer.
     *
     * @throws KafkaException when the broker does not answer
     */
    public Map<SessionId, Look> look(Map<SessionId, Place> places) {
        var topics = places.values().stream().map(Place::topic).distinct().toList();
        var ids = topicIds.of(topics);
        var now = ranges.of(topics.stream().filter(ids::containsKey).toList());
        var seen = new HashMap<SessionId, Look>();
        places.forEach((id, place) -> {
            var range = now.get(place.topic);
            var topicId = ids.get(place.topic);
            if (range != null && topicId != null)
                seen.put(id, look(place, topicId, range));
        });
        return seen;
    }

    private static Look look(Place place, Uuid topicId, OffsetRanges.OffsetRange range) {
        if (place.topicId == null)
            return new Look.There(new Place(place.topic, topicId, place.offset));
        return topicId.equals(place.topicId) && place.offset >= range.first() && place.offset < range.end()
                ? new Look.There(place)
                : new Look.Gone();
    }
}
