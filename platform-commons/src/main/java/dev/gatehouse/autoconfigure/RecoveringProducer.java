package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.jspecify.annotations.Nullable;

/**
 * An idempotent producer that survives a broker to which it was not let in. Kafka's own asks the broker once for the number
 * that makes it idempotent; if the handshake fails just then, because a certificate has expired, it forgets that it has asked,
 * and every record that it is given from then on times out, also when the certificate has long been renewed. So the next send
 * after such a failure, or after a record that was not delivered in time, goes to a new one. Whoever sends has to repeat what
 * has failed anyhow. Without transactions. Thread-safe.
 */
final class RecoveringProducer implements Producer<byte[], byte[]> {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Supplier<Producer<byte[], byte[]>> maker;
    private final LongSupplier nanos;
    private Producer<byte[], byte[]> current;
    private long madeAt;
    private boolean broken;

    /** @param nanos a clock that never goes back, such as {@code System::nanoTime} */
    RecoveringProducer(Supplier<Producer<byte[], byte[]>> maker, LongSupplier nanos) {
        this.maker = maker;
        this.nanos = nanos;
        this.current = maker.get();
        this.madeAt = nanos.getAsLong();
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> event, @Nullable Callback callback) {
        var used = usable();
        try {
            return used.send(event, (metadata, failure) -> {
                if (failure instanceof AuthenticationException || failure instanceof TimeoutException)
                    giveUp(used);
                if (callback != null)
                    callback.onCompletion(metadata, failure);
            });
        } catch (KafkaException e) {
            // Anything but an ApiException is thrown by one that is in a state of error, such as having been refused its number.
            if (e instanceof AuthenticationException || !(e instanceof ApiException))
                giveUp(used);
            throw e;
        }
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> event) {
        return send(event, null);
    }

    private synchronized Producer<byte[], byte[]> usable() {
        if (!broken)
            return current;
        if (nanos.getAsLong() - madeAt < PAUSE.toNanos())
            throw new TimeoutException("the broker did not let this producer in; the next one is made in a moment");
        var before = current;
        current = maker.get();
        madeAt = nanos.getAsLong();
        broken = false;
        Thread.ofVirtual().start(() -> before.close(FAREWELL));
        return current;
    }

    private synchronized void giveUp(Producer<byte[], byte[]> failed) {
        broken |= failed.equals(current);
    }

    private synchronized Producer<byte[], byte[]> latest() {
        return current;
    }

    @Override
    public void flush() {
        latest().flush();
    }

    @Override
    public List<PartitionInfo> partitionsFor(String topic) {
        return latest().partitionsFor(topic);
    }

    @Override
    public Map<MetricName, ? extends Metric> metrics() {
        return latest().metrics();
    }

    @Override
    public Uuid clientInstanceId(Duration timeout) {
        return latest().clientInstanceId(timeout);
    }

    @Override
    public void registerMetricForSubscription(KafkaMetric metric) {
        latest().registerMetricForSubscription(metric);
    }

    @Override
    public void unregisterMetricFromSubscription(KafkaMetric metric) {
        latest().unregisterMetricFromSubscription(metric);
    }

    @Override
    public void close() {
        latest().close();
    }

    @Override
    public void close(Duration timeout) {
        latest().close(timeout);
    }

    @Override
    public void initTransactions() {
        throw noTransactions();
    }

    @Override
    public void beginTransaction() {
        throw noTransactions();
    }

    @Override
    public void sendOffsetsToTransaction(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        throw noTransactions();
    }

    @Override
    public void commitTransaction() {
        throw noTransactions();
    }

    @Override
    public void abortTransaction() {
        throw noTransactions();
    }

    private static UnsupportedOperationException noTransactions() {
        return new UnsupportedOperationException("a producer that may be replaced at any time has no transactions");
    }
}
