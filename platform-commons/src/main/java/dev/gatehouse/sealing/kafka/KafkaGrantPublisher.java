package dev.gatehouse.sealing.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.GrantPublisher;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.kafka.GrantTopics.Look;
import dev.gatehouse.sealing.kafka.GrantTopics.Place;

/**
 * Publishes grants by an idempotent producer of their own, acknowledged by all in-sync replicas, and sends one again that the
 * topic has lost. Thread-safe.
 */
public final class KafkaGrantPublisher implements GrantPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaGrantPublisher.class);
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private final GrantTopics topics;
    private final Function<TopicName, String> grantsTopic;
    private final InstantSource clock;
    private final Map<SessionId, Published> published = new ConcurrentHashMap<>();

    private record Published(byte[] grant, Instant at, Place place) {}

    public KafkaGrantPublisher(Producer<byte[], byte[]> producer, Function<TopicName, String> grantsTopic, TopicIds topicIds,
            OffsetRanges ranges, InstantSource clock) {
        this.topics = new GrantTopics(producer, topicIds, ranges);
        this.grantsTopic = grantsTopic;
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
        var places = new HashMap<SessionId, Place>();
        published.forEach((id, p) -> places.put(id, p.place));
        topics.look(places).forEach((id, look) -> {
            var p = published.get(id);
            if (p == null)
                return;
            switch (look) {
                case Look.There(var place) -> published.replace(id, p, new Published(p.grant, p.at, place));
                case Look.Gone() -> {
                    LOG.warn("the grant of session {} is gone from {} and is sent again", id, p.place.topic());
                    send(p.place.topic(), id, p.grant, p.at);
                }
            }
        });
    }

    private CompletableFuture<?> send(String topic, SessionId id, byte[] grant, Instant at) {
        return topics.put(topic, id, grant).thenAccept(
                metadata -> published.put(id, new Published(grant, at, new Place(topic, null, metadata.offset()))));
    }
}
