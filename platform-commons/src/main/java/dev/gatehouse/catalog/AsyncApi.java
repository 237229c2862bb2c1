package dev.gatehouse.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;

/**
 * The catalog as an AsyncAPI 3.0.0 document in JSON: channels are topics, operations what each service sends and receives,
 * messages CloudEvents with their payload before it is sealed. What AsyncAPI has no word for is under {@code x-gatehouse}.
 */
public final class AsyncApi {
    private static final String KAFKA_BINDING = "0.5.0";
    private static final String SCHEMA_FORMAT = "application/schema+json;version=draft-2020-12";
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter LAYOUT = new DefaultPrettyPrinter().withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private final Catalog catalog;
    private final ObjectNode root = MAPPER.createObjectNode();

    private AsyncApi(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The same catalog gives the same text; it ends in a line feed. */
    public static String of(Catalog catalog, Replication replication) {
        var document = new AsyncApi(catalog);
        document.about();
        document.channels(replication);
        document.operations();
        document.components();
        return MAPPER.writer().with(LAYOUT).writeValueAsString(document.root) + "\n";
    }

    private void about() {
        root.put("asyncapi", "3.0.0");
        root.putObject("info").put("title", "Gatehouse").put("version", "1").put("description",
                "Who sends what to whom. Generated from the descriptors of all services; change those. A payload is shown as its sender and its declared readers see it: on a sealed topic everybody else, the broker included, sees ciphertext.");
        root.put("defaultContentType", "application/json");
        var broker = root.putObject("servers").putObject("broker");
        broker.put("host", "{bootstrap}").put("protocol", "kafka-secure").put("description",
                "TLS 1.3 with certificates on both sides; there is no other listener.");
        broker.putObject("variables").putObject("bootstrap").put("default", "localhost:9093").put("description",
                "Host and port of a broker.");
        broker.putArray("security").add(reference("components", "securitySchemes", "certificate"));
    }

    private void channels(Replication replication) {
        var channels = root.putObject("channels");
        var topics = catalog.topics(replication);
        for (var topic : catalog.declared()) {
            var channel = channels.putObject(topic.name().value());
            var physical = topics.stream().filter(t -> t.name().equals(topic.name().value())).findFirst().orElseThrow();
            channel.put("address", physical.name());
            channel.putArray("servers").add(reference("servers", "broker"));
            var messages = channel.putObject("messages");
            topic.events().keySet()
                    .forEach(type -> messages.set(type.value(), reference("components", "messages", type.value())));
            var kafka = channel.putObject("bindings").putObject("kafka");
            kafka.put("topic", physical.name()).put("partitions", physical.partitions()).put("replicas",
                    physical.replicationFactor());
            var settings = kafka.putObject("topicConfiguration");
            settings.putArray("cleanup.policy").add(physical.settings().get("cleanup.policy"));
            for (var setting : List.of("max.message.bytes", "retention.bytes", "retention.ms"))
                settings.put(setting, Long.parseLong(physical.settings().getOrDefault(setting, "")));
            kafka.put("bindingVersion", KAFKA_BINDING);
            ours(channel, topic);
        }
    }

    private void ours(ObjectNode channel, Topic topic) {
        var ours = channel.putObject("x-gatehouse");
        ours.put("owner", topic.owner().value());
        ours.put("team", catalog.teams().get(topic.owner()));
        ours.put("protection", topic.protection().word());
        ours.put("key", topic.key().name().toLowerCase(Locale.ROOT));
        names(ours, "writers", topic.activeWriters());
        names(ours, "readers", topic.readers());
    }

    private void operations() {
        var operations = root.putObject("operations");
        for (var service : catalog.services())
            for (var topic : catalog.declared()) {
                if (topic.activeWriters().contains(service))
                    operation(operations.putObject("%s.send.%s".formatted(service, topic.name())), "send", topic)
                            .putObject("x-gatehouse").put("service", service.value());
                if (topic.readers().contains(service))
                    receive(operations.putObject("%s.receive.%s".formatted(service, topic.name())), service, topic);
            }
    }

    private static void receive(ObjectNode operation, ServiceName service, Topic topic) {
        operation(operation, "receive", topic);
        var kafka = operation.putObject("bindings").putObject("kafka");
        kafka.putObject("groupId").put("type", "string").putArray("enum").add(service.value());
        kafka.put("bindingVersion", KAFKA_BINDING);
        operation.putObject("x-gatehouse").put("service", service.value()).put("quarantine", topic.quarantine(service));
    }

    private static ObjectNode operation(ObjectNode operation, String action, Topic topic) {
        operation.put("action", action);
        operation.set("channel", reference("channels", topic.name().value()));
        var messages = operation.putArray("messages");
        topic.events().keySet()
                .forEach(type -> messages.add(reference("channels", topic.name().value(), "messages", type.value())));
        return operation;
    }

    private void components() {
        var components = root.putObject("components");
        var messages = components.putObject("messages");
        var schemas = components.putObject("schemas");
        schemas.set("cloudevents", CloudEventsHeaders.schema(MAPPER));
        for (var topic : catalog.declared())
            topic.events().forEach((type, schema) -> {
                message(messages.putObject(type.value()), type, schema);
                schemas.putObject(type.value()).put("schemaFormat", SCHEMA_FORMAT).set("schema", within(type));
            });
        components.putObject("securitySchemes").putObject("certificate").put("type", "X509").put("description",
                "A certificate of the platform's authority. Its subject is exactly CN=<service>, and it carries the SPIFFE id spiffe://<realm>/<service>.");
    }

    private void message(ObjectNode message, EventTypeName type, Schema schema) {
        message.put("name", type.value());
        var content = catalog.schema(type);
        if (content.path("title").isString())
            message.put("title", content.path("title").asString());
        if (content.path("description").isString())
            message.put("description", content.path("description").asString());
        message.put("contentType", "application/json");
        var headers = message.putObject("headers").putArray("allOf");
        headers.add(reference("components", "schemas", "cloudevents"));
        headers.addObject().put("type", "object").putObject("properties").putObject("ce_type").put("const", type.value());
        message.set("payload", reference("components", "schemas", type.value()));
        message.putObject("x-gatehouse").put("schema", schema.path()).put("sha256", schema.sha256());
    }

    /** The payload's schema as a part of this document: what it refers to lies deeper here, and a base of its own would mislead. */
    private JsonNode within(EventTypeName type) {
        var schema = catalog.schema(type);
        if (schema instanceof ObjectNode object)
            object.remove("$id");
        moveReferences(schema, "#/components/schemas/%s/schema/".formatted(type));
        return schema;
    }

    private static void moveReferences(JsonNode node, String under) {
        if (node instanceof ObjectNode object && object.path("$ref").isString()
                && object.path("$ref").asString().startsWith("#/"))
            object.put("$ref", under + object.path("$ref").asString().substring(2));
        node.forEach(child -> moveReferences(child, under));
    }

    private static ObjectNode reference(String... path) {
        return MAPPER.createObjectNode().put("$ref", "#/" + String.join("/", path));
    }

    private static void names(ObjectNode node, String name, Collection<ServiceName> services) {
        var array = node.putArray(name);
        services.forEach(service -> array.add(service.value()));
    }
}
