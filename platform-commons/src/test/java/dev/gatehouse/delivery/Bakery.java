package dev.gatehouse.delivery;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.events.EventType;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** The baker writes bread, the cook reads it; resources are what a test says. */
final class Bakery {
    static final ServiceName BAKER = new ServiceName("baker");
    static final ServiceName COOK = new ServiceName("cook");
    static final String SCHEMA = """
            { "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["name"],
              "properties": { "name": { "type": "string", "maxLength": 20 }, "weight": { "type": "number" } } }
            """;

    @EventType("kitchen.baked")
    record Baked(String name, @Nullable BigDecimal weight) {}

    record Unnamed(String name) {}

    private final Map<String, String> resources = new HashMap<>(
            Map.of("schemas/baked.v1.json", SCHEMA, "schemas/baker/baked.v1.json", SCHEMA));
    private final String declared = sha256(SCHEMA);

    Bakery without(String path) {
        resources.remove(path);
        return this;
    }

    Bakery with(String path, String schema) {
        resources.put(path, schema);
        return this;
    }

    EventKinds kinds(ServiceName service, String... topics) {
        return of(service, declared, topics);
    }

    /** The kind of bread that the baker publishes under another schema. */
    static EventKind kind(String schema) {
        return new Bakery().with("schemas/baked.v1.json", schema).of(BAKER, sha256(schema), "bread.v1").published(Baked.class);
    }

    /** By whatever contract holds at the moment. */
    EventKinds kinds(ServiceName service, Supplier<List<TopicContract>> topics) {
        return kinds(() -> new ContractReading(new Contract(new Realm("local-test"), service, topics.get()), Instant.EPOCH));
    }

    private EventKinds of(ServiceName service, String hash, String... topics) {
        var contracts = List.of(topics).stream().map(name -> topic(name, hash)).toList();
        return kinds(service, () -> contracts);
    }

    private EventKinds kinds(Contracts contracts) {
        return new EventKinds(contracts, new ClassLoader(null) {
            @Override
            public @Nullable InputStream getResourceAsStream(String path) {
                var text = resources.get(path);
                return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    static TopicContract topic(String name, String hash) {
        return new TopicContract(new TopicName(name), name, BAKER, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                List.of(new TopicContract.Reader(COOK, null)), List.of(new TopicContract.Writer(BAKER, null)),
                Map.of(new EventTypeName("kitchen.baked"), new TopicContract.Schema("schemas/baked.v1.json", hash)),
                Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
