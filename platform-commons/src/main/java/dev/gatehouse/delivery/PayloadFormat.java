package dev.gatehouse.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON of a record class, checked against its JSON Schema (2020-12) before it is sealed and after it was opened.
 * Unknown members are ignored, doubled ones and everything behind the value are refused. Thread-safe.
 */
final class PayloadFormat {
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(NameAsString.NAMES)
            .build();

    private final Schema schema;
    private final Class<?> type;

    PayloadFormat(Class<?> type, Schema schema) {
        this.type = type;
        this.schema = schema;
    }

    /** @throws PayloadRefusedException when the event does not fit its schema */
    byte[] write(Object event) {
        try {
            JsonNode node = JSON.valueToTree(event);
            check(node);
            return JSON.writeValueAsBytes(node);
        } catch (JacksonException e) {
            throw new PayloadRefusedException("%s cannot be written as JSON".formatted(type.getSimpleName()));
        }
    }

    /** @throws PayloadRefusedException when the bytes are no JSON in UTF-8, do not fit the schema or the record class */
    Object read(byte[] payload) {
        try {
            // Jackson would let some overlong and surrogate encodings pass.
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            var node = JSON.readTree(text);
            check(node);
            return JSON.treeToValue(node, type);
        } catch (CharacterCodingException e) {
            throw new PayloadRefusedException("the payload is not UTF-8");
        } catch (JacksonException e) {
            throw new PayloadRefusedException("the payload is no JSON, or does not fit %s".formatted(type.getSimpleName()));
        }
    }

    /** Names the keywords and places that were violated, never the value there. */
    private void check(JsonNode node) {
        var errors = schema.validate(node);
        if (!errors.isEmpty())
            throw new PayloadRefusedException("the payload violates its schema: "
                    + errors.stream().limit(5).map(PayloadFormat::place).collect(Collectors.joining(", ")));
    }

    private static String place(Error error) {
        return error.getKeyword() + " at " + error.getSchemaLocation().getFragment();
    }
}
