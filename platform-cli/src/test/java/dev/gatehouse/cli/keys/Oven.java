package dev.gatehouse.cli.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.Sealing;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;

import static dev.gatehouse.cli.keys.Premises.BAKER;
import static dev.gatehouse.cli.keys.Premises.ESTATE;
import static dev.gatehouse.cli.keys.Premises.REALM;

/** The baker at work: seals events for the cook and puts them on the broker. */
final class Oven implements AutoCloseable {
    private static final TopicName BREAD = new TopicName("bread.v1");
    private static final byte[] KEY = "oven".getBytes(StandardCharsets.US_ASCII);
    private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(ESTATE.clientProperties("operator"),
            new ByteArraySerializer(), new ByteArraySerializer());
    private final SealingSessions sessions;

    Oven(Premises premises) {
        var contract = new LocalContracts(premises.data.resolve("services/baker"), REALM, BAKER).read();
        var directory = premises.directory();
        sessions = new SealingSessions(() -> new ContractReading(contract, Instant.now()), directory, premises.keys(BAKER),
                (topic, id, grant) -> {
                    put(new ProducerRecord<>(topic + ".grants", 0, id.bytes(), grant));
                    return CompletableFuture.completedStage(null);
                }, InstantSource.system(), SessionLimits.STANDARD, alarm -> {});
        sessions.tick();
    }

    /** @return where it is */
    RecordMetadata bake(String event, String payload) {
        return put(sealed(event, payload));
    }

    RecordMetadata burn(String event, String payload) {
        var record = sealed(event, payload);
        record.value()[record.value().length - 1] ^= 1;
        return put(record);
    }

    private ProducerRecord<byte[], byte[]> sealed(String event, String payload) {
        var headers = List.of(header("ce_id", event), header("ce_source", "//%s/baker".formatted(REALM)),
                header("ce_specversion", "1.0"), header("ce_type", "kitchen.baked"), header("content-type", "application/json"));
        if (!(sessions.seal(BREAD, KEY, headers, payload.getBytes(StandardCharsets.UTF_8)) instanceof Sealing.Sealed(var value)))
            throw new AssertionError("not sealed");
        var record = new ProducerRecord<>(BREAD.value(), 0, KEY, value);
        headers.forEach(header -> record.headers().add(header.name(), header.value()));
        return record;
    }

    private RecordMetadata put(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Header header(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() {
        sessions.close();
        producer.close();
    }
}
