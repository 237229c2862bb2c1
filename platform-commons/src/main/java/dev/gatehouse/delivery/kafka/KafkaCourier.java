package dev.gatehouse.delivery.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.StoredEvent;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.kafka.GrantTopics;

/**
 * Brings the outbox to Kafka: records by an idempotent producer that has one request on its way at a time, since behind a
 * refused one a second request could be appended. A record that fails ends the producer, on its own thread and so before it
 * sends anything else.
 */
public final class KafkaCourier implements Courier {
    private final Supplier<? extends Producer<byte[], byte[]>> producers;
    private final GrantTopics grants;
    private final Contracts contracts;
    private @Nullable Producer<byte[], byte[]> producer;
    private volatile boolean failed;

    /** @param producers makes idempotent producers with acks=all and one request in flight */
    public KafkaCourier(Supplier<? extends Producer<byte[], byte[]>> producers, GrantTopics grants, Contracts contracts) {
        this.producers = producers;
        this.grants = grants;
        this.contracts = contracts;
    }

    @Override
    public CompletableFuture<GrantPlace> announce(TopicName name, SessionId session, byte[] grant) {
        var topic = written(name).grants();
        // On a thread of its own, since the broker is asked and waited for.
        return CompletableFuture.supplyAsync(() -> {
            var id = grants.idOf(topic).orElseThrow(UnknownTopicOrPartitionException::new);
            return grants.put(topic, session, grant).thenApply(done -> new GrantPlace(id.toString(), done.offset())).join();
        }, KafkaCourier::aside).exceptionallyCompose(e -> CompletableFuture.failedFuture(Outgoing.notSent(topic, cause(e))));
    }

    @Override
    public CompletableFuture<Set<SessionId>> missing(Map<SessionId, Announced> announced) {
        var topics = contracts.latest().contract().written().stream()
                .collect(Collectors.toMap(TopicContract::topic, TopicContract::grants));
        var places = new HashMap<SessionId, GrantTopics.Place>();
        announced.forEach((id, a) -> {
            var topic = topics.get(a.topic());
            if (topic != null)
                places.put(id, new GrantTopics.Place(topic, Uuid.fromString(a.place().topicId()), a.place().offset()));
        });
        return CompletableFuture.supplyAsync(() -> grants.look(places).entrySet().stream()
                .filter(e -> e.getValue() instanceof GrantTopics.Look.Gone).map(Map.Entry::getKey).collect(Collectors.toSet()),
                KafkaCourier::aside)
                .exceptionallyCompose(e -> CompletableFuture.failedFuture(Outgoing.notSent("grants topics", cause(e))));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public CompletableFuture<?> send(StoredEvent event) {
        var topic = written(event.topic()).physical();
        if (failed)
            throw new NotSentException(Code.UNAVAILABLE, "behind one that failed, on " + topic);
        var own = producer();
        var sent = Outgoing.send(own, Outgoing.record(topic, event.subject(), event.headers(), event.value()));
        sent.whenComplete((metadata, failure) -> {
            if (failure != null) {
                failed = true;
                own.close(Duration.ZERO);
            }
        });
        return sent;
    }

    @Override
    public void reset() {
        if (producer != null)
            producer.close(Duration.ZERO);
        producer = null;
        failed = false;
    }

    @Override
    public void close() {
        reset();
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null)
            try {
                producer = producers.get();
            } catch (KafkaException e) {
                throw Outgoing.notSent("the broker", e);
            }
        return producer;
    }

    private TopicContract written(TopicName name) {
        return contracts.latest().contract().written().stream().filter(t -> t.topic().equals(name)).findFirst()
                .orElseThrow(() -> new NotSentException(Code.NOT_DECLARED,
                        "the contract does not let this service write %s any more: name it as a writer in the service.yml of the topic's owner until its outbox is empty"
                                .formatted(name)));
    }

    private static Exception cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() instanceof Exception e
                ? e
                : new KafkaException(failure);
    }

    private static void aside(Runnable work) {
        Thread.ofVirtual().name("gatehouse-outbox-grants").start(work);
    }
}
