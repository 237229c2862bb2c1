package dev.gatehouse.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.kafka.RefusedWriteException;

/** A sealed record on its way to the broker, and why it did not get there. */
final class Outgoing {
    private Outgoing() {}

    static ProducerRecord<byte[], byte[]> record(String topic, String subject, List<Header> headers, byte[] value) {
        var record = new ProducerRecord<>(topic, subject.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(h -> record.headers().add(new RecordHeader(h.name(), h.value())));
        return record;
    }

    /**
     * Completes on the producer's thread, exceptionally with {@link NotSentException} alone.
     *
     * @throws NotSentException when nothing was sent
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    static CompletableFuture<RecordMetadata> send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        var done = new CompletableFuture<RecordMetadata>();
        try {
            producer.send(record, (metadata, failure) -> {
                if (failure == null)
                    done.complete(metadata);
                else
                    done.completeExceptionally(notSent(record.topic(), failure));
            });
        } catch (RuntimeException e) {
            throw notSent(record.topic(), e);
        }
        return done;
    }

    /** Not the cause's message: some of Kafka's quote the record. */
    static NotSentException notSent(String topic, Exception failure) {
        // How a producer throws what it was refused before, when it is given a record.
        if (failure.getClass() == KafkaException.class && failure.getCause() instanceof AuthorizationException refused)
            return notSent(topic, refused);
        var code = switch (failure) {
            case AuthorizationException e -> Code.DENIED;
            case RecordTooLargeException e -> Code.TOO_LARGE;
            case RefusedWriteException e -> Code.NOT_DECLARED;
            default -> Code.UNAVAILABLE;
        };
        return new NotSentException(code, "%s on %s".formatted(failure.getClass().getSimpleName(), topic));
    }
}
