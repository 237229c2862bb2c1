package dev.gatehouse.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a service says of its API in {@code openapi.json} (OpenAPI 3.1, whose schemas are JSON Schema 2020-12), held against
 * what the API does.
 */
public final class OpenApi {
    private static final String RESOURCE = "openapi.json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode document;

    OpenApi(ObjectNode document) {
        this.document = document;
    }

    /** The service's document; empty if it has none. */
    public static Optional<OpenApi> find() {
        try (var resource = OpenApi.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            return resource == null ? Optional.empty() : Optional.of(new OpenApi((ObjectNode) JSON.readTree(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every operation that is described, such as {@code GET /notices}. */
    public Set<String> operations() {
        var operations = new TreeSet<String>();
        document.path("paths").forEachEntry((path, methods) -> methods
                .forEachEntry((method, operation) -> operations.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path)));
        return operations;
    }

    /** Every operation that the controllers and the platform serve. */
    public static Set<String> served(Object... controllers) {
        try (var context = Api.context(controllers)) {
            return served(context);
        }
    }

    private static Set<String> served(WebApplicationContext context) {
        var served = new TreeSet<String>();
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class).getHandlerMethods().keySet()
                .forEach(mapping -> mapping.getMethodsCondition().getMethods()
                        .forEach(method -> mapping.getPatternValues().forEach(path -> served.add(method + " " + path))));
        return served;
    }

    /** @throws AssertionError when a request that was let in, or the answer to it, is not as the document says */
    public void check(MvcResult exchange) throws IOException {
        var mapped = exchange.getRequest().getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        // A media type is refused before anything is mapped.
        var pattern = String.valueOf(mapped == null ? exchange.getRequest().getRequestURI() : mapped);
        var method = String.valueOf(exchange.getRequest().getMethod()).toLowerCase(java.util.Locale.ROOT);
        var operation = document.path("paths").path(pattern).path(method);
        if (mapped == null && operation.isMissingNode())
            return; // no operation of the API, and it was refused
        assertThat(operation.isObject()).as("%s %s is not described", method, pattern).isTrue();

        var answer = exchange.getResponse();
        assertFits(operation.path("responses").path(Integer.toString(answer.getStatus())), answer.getContentType(),
                answer.getContentAsString(StandardCharsets.UTF_8),
                "answer %d to %s %s".formatted(answer.getStatus(), method, pattern));
        if (answer.getStatus() < 300 && operation.has("requestBody"))
            assertFits(operation.path("requestBody"), exchange.getRequest().getContentType(),
                    new String(exchange.getRequest().getContentAsByteArray(), StandardCharsets.UTF_8),
                    "request " + method + " " + pattern);
    }

    private void assertFits(JsonNode described, @org.jspecify.annotations.Nullable String type, String body, String what) {
        var reference = described.path("$ref").asString("");
        var content = (reference.isEmpty() ? described : document.at(reference.substring(1))).path("content");
        assertThat(content.isObject()).as("%s is not described", what).isTrue();
        var schema = content.path(MediaType.parseMediaType(String.valueOf(type)).removeQualityValue().toString()).path("schema");
        assertThat(schema.isObject()).as("%s as %s is not described", what, type).isTrue();
        assertThat(schema(schema).validate(body, InputFormat.JSON)).as("%s: %s", what, body).isEmpty();
    }

    /** The document itself is the schema, so that references within it lead somewhere. */
    private Schema schema(JsonNode schema) {
        var whole = document.deepCopy();
        whole.putArray("allOf").add(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
                .getSchema(whole);
    }
}
