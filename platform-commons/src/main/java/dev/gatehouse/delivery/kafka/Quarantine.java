package dev.gatehouse.delivery.kafka;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
    static final String OURS = "gatehouse-";
    static final String ORIGINAL = OURS + "original-";
    private static final String CODE = OURS + "code";
    private static final long PATIENCE_SECONDS = 30;
    private final Producer<byte[], byte[]> producer;
    private final ServiceName reader;

    public Quarantine(Producer<byte[], byte[]> producer, ServiceName reader) {
        this.producer = producer;
        this.reader = reader;
    }

    /** The quarantine of this reader in front of a topic. */
    String of(TopicContract topic) {
        return topic.quarantine(reader);
    }

    /**
     * Puts a record of a topic into quarantine.
     *
     * @return whether all in-sync replicas have the copy; until then the original's offset must not move
     */
    boolean takes(ConsumerRecord<byte[], byte[]> record, TopicContract topic, RefusalCode code) {
        var copy = new ProducerRecord<>(of(topic), record.key(), record.value());
        for (var header : record.headers())
            if (!header.key().startsWith(OURS))
                copy.headers().add(header);
        copy.headers().add(ORIGINAL + "topic", ascii(record.topic()))
                .add(ORIGINAL + "partition", ascii(Integer.toString(record.partition())))
                .add(ORIGINAL + "offset", ascii(Long.toString(record.offset())))
                .add(ORIGINAL + "time", ascii(Long.toString(record.timestamp())))
                .add(CODE, ascii(code.name()));
        return isAcknowledged(copy);
    }

    /** Puts a record of this quarantine back behind the others: where it came from stays, the code is the new one. */
    boolean takesBack(ConsumerRecord<byte[], byte[]> record, RefusalCode code) {
        var copy = new ProducerRecord<>(record.topic(), record.key(), record.value());
        for (var header : record.headers())
            if (!header.key().equals(CODE))
                copy.headers().add(header);
        copy.headers().add(CODE, ascii(code.name()));
        return isAcknowledged(copy);
    }

    private boolean isAcknowledged(ProducerRecord<byte[], byte[]> copy) {
        try {
            producer.send(copy).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            return false;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
