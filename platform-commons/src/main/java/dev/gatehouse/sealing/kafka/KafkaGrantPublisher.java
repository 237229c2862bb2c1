package dev.gatehouse.sealing.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantPublisher;
import dev.gatehouse.sealing.SessionId;

/**
 * Publishes grants by an idempotent producer of their own, acknowledged by all in-sync replicas, and sends one again that the
 * topic has lost. Thread-safe.
 */
public final class KafkaGrantPublisher implements GrantPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaGrantPublisher.class);
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final Producer<byte[], byte[]> producer;
    private final Function<TopicName, String> grantsTopic;
    private final TopicIds topicIds;
    private final OffsetRanges ranges;
    private final InstantSource clock;
    private final Map<SessionId, Published> published = new ConcurrentHashMap<>();

    private record Published(String topic, byte[] grant, Instant at, long offset, @Nullable Uuid topicId) {}

    public KafkaGrantPublisher(Producer<byte[], byte[]> producer, Function<TopicName, String> grantsTopic, TopicIds topicIds,
            OffsetRanges ranges, InstantSource clock) {
        this.producer = producer;
        this.grantsTopic = grantsTopic;
        this.topicIds = topicIds;
        this.ranges = ranges;
        this.clock = clock;
    }

    @Override
    public CompletionStage<?> publish(TopicName topic, SessionId id, byte[] grant) {
        return send(grantsTopic.apply(topic), id, grant, clock.instant());
    }

    /** To be called hourly: compares the topic with what is remembered of each grant, and sends again what is gone. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failure is found out by the next check
    public void recheck() {
        published.values().removeIf(p -> p.at.plus(REMEMBERED).isBefore(clock.instant()));
        if (published.isEmpty())
            return;
        var topics = published.values().stream().map(Published::topic).distinct().toList();
        var ids = topicIds.of(topics);
        var now = ranges.of(topics.stream().filter(ids::containsKey).toList());
        published.forEach((id, p) -> {
            var range = now.get(p.topic);
            var topicId = ids.get(p.topic);
            if (range == null || topicId == null)
                return;
            if (p.topicId == null)
                published.replace(id, p, new Published(p.topic, p.grant, p.at, p.offset, topicId));
            else if (!topicId.equals(p.topicId) || p.offset < range.first() || p.offset >= range.end()) {
                LOG.warn("the grant of session {} is gone from {} and is sent again", id, p.topic);
                send(p.topic, id, p.grant, p.at);
            }
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private CompletableFuture<RecordMetadata> send(String topic, SessionId id, byte[] grant, Instant at) {
        var done = new CompletableFuture<RecordMetadata>();
        try {
            producer.send(new ProducerRecord<>(topic, 0, id.bytes(), grant), (metadata, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(failure);
                    return;
                }
                published.put(id, new Published(topic, grant, at, metadata.offset(), null));
                done.complete(metadata);
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    /** First and end offset of a topic's only partition. */
    public record OffsetRange(long first, long end) {}

    /** Asks the broker for offset ranges; a topic that it does not tell about is not in the answer. */
    @FunctionalInterface
    public interface OffsetRanges {
        Map<String, OffsetRange> of(List<String> topics);
    }
}
