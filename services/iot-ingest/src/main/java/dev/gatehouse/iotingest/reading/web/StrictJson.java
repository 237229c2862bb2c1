package dev.gatehouse.iotingest.reading.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import dev.gatehouse.iotingest.reading.Batch;
import dev.gatehouse.iotingest.reading.Reading;
import dev.gatehouse.iotingest.refusal.RefusedException;

import static dev.gatehouse.iotingest.refusal.Refusal.MALFORMED;

/**
 * Reads what strangers write: nothing is guessed, converted, completed or ignored, and what is not wholly understood is
 * refused. JSON is UTF-8 (RFC 8259, section 8.1), without doubled names (section 4 leaves their meaning open).
 */
final class StrictJson {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNameLength(64)
            .maxStringLength(256)
            .maxNumberLength(32)
            .build();

    private static final ObjectReader BATCH = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(BOUNDS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
            .addModule(new SimpleModule().addDeserializer(Instant.class, new StrictInstant()))
            .build()
            .readerForListOf(Reading.class)
            .with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);

    private StrictJson() {}

    /** One reading, or an array of them. */
    static Batch batch(byte[] body) {
        try {
            List<Reading> readings = BATCH.readValue(utf8(body)); // null for the body null
            return new Batch(readings == null ? List.of() : readings);
        } catch (CharacterCodingException | JacksonException | IllegalArgumentException unsaid) {
            // Jackson's messages quote the body: they go no further.
            throw new RefusedException(MALFORMED);
        }
    }

    /** Jackson would find out UTF-16 and UTF-32 by itself, and let overlong forms and lone surrogates pass. */
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }
}
