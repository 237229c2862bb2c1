package dev.gatehouse.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.events.EventType;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;

/**
 * Finds topic and schema of a record class in the contract. Schemas come from the service's own class path and must be those
 * that the contract names, byte for byte; nothing is fetched from anywhere. Thread-safe.
 */
public final class EventKinds {
    private final Contracts contracts;
    private final ClassLoader resources;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            b -> b.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final Map<Class<?>, Published> published = new ConcurrentHashMap<>();
    private final Map<Class<?>, PayloadFormat> formats = new ConcurrentHashMap<>();

    /** What a record class was found to be, and by which contract. */
    private record Published(Contract contract, EventKind kind) {}

    public EventKinds(Contracts contracts, ClassLoader resources) {
        this.contracts = contracts;
        this.resources = resources;
    }

    /**
     * By the contract as it is now; the answer is remembered as long as that one holds.
     *
     * @throws UndeclaredEventException when the contract has no topic, or more than one, to which this service writes the type
     */
    @SuppressWarnings("ReferenceEquality") // an equal one that was read later is asked again, which is cheaper than to compare
    public EventKind published(Class<?> recordClass) {
        var contract = contracts.latest().contract();
        var known = published.get(recordClass);
        if (known == null || known.contract != contract) {
            known = new Published(contract, kind(typeOf(recordClass), recordClass, contract, contract.written(), "writes"));
            published.put(recordClass, known);
        }
        return known.kind;
    }

    /** @throws UndeclaredEventException when the contract has no topic, or more than one, from which this service reads the type */
    public EventKind applied(Class<?> recordClass) {
        var contract = contracts.latest().contract();
        return kind(typeOf(recordClass), recordClass, contract, contract.read(), "reads");
    }

    private EventKind kind(EventTypeName type, Class<?> recordClass, Contract contract, List<TopicContract> topics,
            String verb) {
        var found = topics.stream().filter(t -> t.events().containsKey(type)).toList();
        if (found.size() != 1)
            throw new UndeclaredEventException(
                    "%s %s %s on %d topics instead of one: %s, and apply the catalog".formatted(contract.service(), verb, type,
                            found.size(), remedy(contract.service(), verb)));
        var topic = found.getFirst();
        // Once: a contract of a later release, with another schema, does not stop who was released before it.
        var format = formats.computeIfAbsent(recordClass,
                any -> new PayloadFormat(recordClass, schema(topic, type, contract.service())));
        return new EventKind(type, recordClass, topic, format);
    }

    private static String remedy(ServiceName service, String verb) {
        var type = "declare the type under 'events' of exactly one topic in the service.yml of its owner";
        return verb.equals("writes")
                ? "%s, and %s among its writers".formatted(type, service)
                : "%s, and %s among its readers; name the topic under 'consumes' in the service.yml of %s".formatted(type,
                        service,
                        service);
    }

    private static EventTypeName typeOf(Class<?> recordClass) {
        return Optional.ofNullable(recordClass.getAnnotation(EventType.class)).map(a -> new EventTypeName(a.value()))
                .orElseThrow(() -> new UndeclaredEventException(
                        "%s has no @EventType: annotate the record class with the type's name".formatted(recordClass.getName())));
    }

    private Schema schema(TopicContract topic, EventTypeName type, ServiceName service) {
        var path = topic.schemaResource(type, service).orElseThrow();
        var declared = topic.events().get(type);
        try (InputStream in = resources.getResourceAsStream(path)) {
            if (in == null)
                throw new UndeclaredEventException(
                        "the schema %s of %s is not on the class path: copy it from %s into src/main/resources"
                                .formatted(path, type, topic.owner()));
            var bytes = in.readAllBytes();
            if (declared == null || !sha256(bytes).equals(declared.sha256()))
                throw new UndeclaredEventException(
                        "the schema %s of %s is not the one in the contract: copy it anew from %s, or apply the catalog"
                                .formatted(path, type, topic.owner()));
            return understood(new String(bytes, StandardCharsets.UTF_8), path, type);
        } catch (IOException e) {
            throw new UndeclaredEventException("the schema %s of %s cannot be read".formatted(path, type));
        }
    }

    /** Whole and now: a reference that leads nowhere would otherwise be found out by the first event. */
    private Schema understood(String text, String path, EventTypeName type) {
        try {
            var schema = schemas.getSchema(text, InputFormat.JSON);
            schema.initializeValidators();
            return schema;
        } catch (RuntimeException e) {
            throw new UndeclaredEventException(
                    "the schema %s of %s is no JSON Schema that stands by itself: mend it at its owner (%s)".formatted(path, type,
                            e.getClass().getSimpleName()));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
