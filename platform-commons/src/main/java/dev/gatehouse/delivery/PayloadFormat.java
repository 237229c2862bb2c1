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

import dev.gatehouse.names.json.NamesAsStrings;

/**
 * JSON of a record class, checked against its JSON Schema (2020-12) before it is sealed and after it was opened.
 * Unknown members are ignored; doubled ones, everything behind the value, and numbers beyond the range of a double or with
 * more than 400 digits behind the point are refused. Thread-safe.
 */
final class PayloadFormat {
    private static final JsonMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(32).maxNumberLength(64).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    // Through a double, a decimal would arrive as another one than was sent.
                    DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(NamesAsStrings.module())
            .build();

    private static final int MOST_SCALE = 400;
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
        } catch (JacksonException | NumberFormatException e) { // the latter for an exponent that no int holds
            throw new PayloadRefusedException("the payload is no JSON, or does not fit %s".formatted(type.getSimpleName()));
        }
    }

    /** Names the keywords and places that were violated, never the value there. */
    private void check(JsonNode node) {
        checkNumbers(node);
        var errors = schema.validate(node);
        if (!errors.isEmpty())
            throw new PayloadRefusedException("the payload violates its schema: "
                    + errors.stream().limit(5).map(PayloadFormat::place).collect(Collectors.joining(", ")));
    }

    /** Twelve characters can stand for a number of a billion digits, which whoever adds to it or prints it would have to make. */
    private static void checkNumbers(JsonNode node) {
        if (node.isContainer())
            node.forEach(PayloadFormat::checkNumbers);
        else if (node.isNumber()
                && (!Double.isFinite(node.doubleValue()) || Math.abs((long) node.decimalValue().scale()) > MOST_SCALE))
            throw new PayloadRefusedException("the payload has a number that is too large or too fine");
    }

    private static String place(Error error) {
        return error.getKeyword() + " at " + error.getSchemaLocation().getFragment();
    }
}
