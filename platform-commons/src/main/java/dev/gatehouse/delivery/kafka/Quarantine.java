package dev.gatehouse.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.RefusalCode;

/**
 * Puts a refused record, as it came and still sealed, into {@code <topic>.quarantine.<reader>}, with where it came from and
 * a code. No exception text: it would be the leak. Thread-safe.
 */
public final class Quarantine {
    private static final String OURS = "gatehouse-";
    private final Producer<byte[], byte[]> producer;
    private final ServiceName reader;

    public Quarantine(Producer<byte[], byte[]> producer, ServiceName reader) {
        this.producer = producer;
        this.reader = reader;
    }

    /** Completes when all in-sync replicas have the copy; until then the original's offset must not move. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    public CompletionStage<?> put(ConsumerRecord<byte[], byte[]> record, TopicContract topic, RefusalCode code) {
        var copy = new ProducerRecord<>(topic.quarantine(reader), record.key(), record.value());
        for (var header : record.headers())
            if (!header.key().startsWith(OURS))
                copy.headers().add(header);
        copy.headers().add(OURS + "original-topic", ascii(record.topic()))
                .add(OURS + "original-partition", ascii(Integer.toString(record.partition())))
                .add(OURS + "original-offset", ascii(Long.toString(record.offset())))
                .add(OURS + "original-time", ascii(Long.toString(record.timestamp())))
                .add(OURS + "code", ascii(code.name()));
        var done = new CompletableFuture<Void>();
        try {
            producer.send(copy, (metadata, failure) -> {
                if (failure == null)
                    done.complete(null);
                else
                    done.completeExceptionally(failure);
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
        return done;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
