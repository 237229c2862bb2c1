package dev.gatehouse.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.docs.Generated;

import static org.assertj.core.api.Assertions.assertThat;

/** The estate as an AsyncAPI document: docs/asyncapi.json, and the same of the kitchen. */
class AsyncApiTest {
    private static final String REFERRING = """
            {"$id":"urn:baked","title":"Baked","type":"object","properties":{"baker":{"$ref":"#/$defs/name"}},"$defs":{"name":{"type":"string"}}}""";
    private final JsonNode kitchen = document(new Kitchen()
            .schema("baker.yml", "schemas/baked.v1.json", REFERRING).schema("cook.yml", "schemas/baker/baked.v1.json", REFERRING)
            .catalog());

    @Test
    void theDocumentOfThisProjectWasReviewed() throws IOException {
        Generated.isFile("docs/asyncapi.json", AsyncApi.of(EstateTest.catalog(), Replication.THREE_BROKERS));
    }

    @Test
    void fitsTheSchemaOfAsyncApi() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(resource("/asyncapi/asyncapi-3.0.0.schema.json"));

        for (var text : List.of(AsyncApi.of(EstateTest.catalog(), Replication.THREE_BROKERS), kitchen.toString()))
            assertThat(schema.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(kitchen.toString().replace("\"action\":\"send\"", "\"action\":\"shout\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void everythingThatIsReferredToIsThere() {
        var references = new ArrayList<String>();
        references(kitchen, references);

        assertThat(references).isNotEmpty()
                .allSatisfy(reference -> assertThat(kitchen.at(reference.substring(1)).isMissingNode()).isFalse());
    }

    @Test
    void aChannelIsATopicWithItsSettingsProtectionAndReaders() {
        var bread = kitchen.at("/channels/bread.v1");

        assertThat(bread.at("/address").asString()).isEqualTo("bread.v1");
        assertThat(bread.at("/bindings/kafka/partitions").asInt()).isEqualTo(6);
        assertThat(bread.at("/bindings/kafka/topicConfiguration/retention.ms").asLong()).isEqualTo(30L * 24 * 3600 * 1000);
        assertThat(bread.at("/x-gatehouse").toString()).isEqualTo(
                "{\"owner\":\"baker\",\"team\":\"kitchen\",\"protection\":\"sealed\",\"key\":\"pseudonymous\",\"writers\":[\"baker\"],\"readers\":[\"cook\"]}");
    }

    @Test
    void eachServiceSendsWhatItWritesAndReceivesWhatItReadsAndNothingElse() {
        assertThat(kitchen.at("/operations").propertyNames()).containsExactly("baker.send.bread.v1", "baker.receive.meals.v1",
                "cook.receive.bread.v1", "cook.send.meals.v1");
        assertThat(kitchen.at("/operations/cook.receive.bread.v1/bindings/kafka/groupId/enum/0").asString()).isEqualTo("cook");
    }

    @Test
    void aPayloadsSchemaStandsInTheDocumentAndRefersToWhatIsThere() {
        var schema = kitchen.at("/components/schemas/kitchen.baked/schema");

        assertThat(schema.at("/properties/baker/$ref").asString())
                .isEqualTo("#/components/schemas/kitchen.baked/schema/$defs/name");
        assertThat(schema.has("$id")).isFalse();
    }

    @Test
    void theHeadersAreThoseOfTheEvent() {
        var headers = kitchen.at("/components/messages/kitchen.baked/headers/allOf");

        assertThat(headers.at("/0/$ref").asString()).isEqualTo("#/components/schemas/cloudevents");
        assertThat(headers.at("/1/properties/ce_type/const").asString()).isEqualTo("kitchen.baked");
        assertThat(kitchen.at("/components/schemas/cloudevents/required").toString()).contains("ce_id", "ce_source");
    }

    @Test
    void aBrokerTakesCertificatesAlone() {
        assertThat(kitchen.at("/servers/broker/protocol").asString()).isEqualTo("kafka-secure");
        assertThat(kitchen.at("/components/securitySchemes/certificate/type").asString()).isEqualTo("X509");
    }

    private static void references(JsonNode node, List<String> found) {
        if (node.path("$ref").isString())
            found.add(node.path("$ref").asString());
        node.forEach(child -> references(child, found));
    }

    private static JsonNode document(Catalog catalog) {
        return new JsonMapper().readTree(AsyncApi.of(catalog, Replication.ONE_BROKER));
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
