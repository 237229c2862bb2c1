package dev.gatehouse.requests;

import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.Nulls;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import dev.gatehouse.names.json.NamesAsStrings;

/**
 * Reads what strangers write into records: nothing is guessed, converted, completed or ignored, and what is not wholly
 * understood is refused. JSON is UTF-8 without doubled names (RFC 8259, section 4 leaves their meaning open). Components of a
 * record have to be there unless they are {@code @Nullable}, for which {@code null} is the same as absent; a component's own rule
 * is kept by the record's constructor, whose message goes nowhere. Thread-safe.
 *
 * @param <T> what a body means
 */
public final class StrictJson<T> {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(8)
            .maxNameLength(64)
            .maxStringLength(4096)
            .maxNumberLength(32)
            .build();

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(BOUNDS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, text -> text
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .changeDefaultNullHandling(nulls -> nulls.withValueNulls(Nulls.FAIL, Nulls.FAIL))
            .annotationIntrospector(new Required())
            .addModule(NamesAsStrings.module())
            .addModule(new SimpleModule().addDeserializer(Instant.class, new StrictInstant()))
            .build();

    private final Function<String, @Nullable T> meaning;
    private final int mostBytes;

    private StrictJson(Function<String, @Nullable T> meaning, int mostBytes) {
        this.meaning = meaning;
        this.mostBytes = mostBytes;
    }

    /** Bodies of one object; a type that names its subtypes by a member refuses those that it does not know with their own code. */
    public static <T> StrictJson<T> object(Class<T> type, int mostBytes) {
        var reader = MAPPER.readerFor(type);
        return new StrictJson<>(text -> isObject(text) ? reader.<T>readValue(text) : null, mostBytes);
    }

    /** Bodies of one object, or of an array of them. */
    public static <E, T> StrictJson<T> oneOrSeveral(Class<E> type, Function<List<E>, T> whole, int mostBytes) {
        var reader = MAPPER.readerForListOf(type).with(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
        return new StrictJson<>(text -> {
            List<E> all = reader.readValue(text); // null for the body null
            return all == null ? null : whole.apply(all);
        }, mostBytes);
    }

    /** @throws RefusedRequestException when the body is too large, or anything in it is not what it should be */
    public T read(HttpServletRequest request) {
        try {
            var meant = meaning.apply(Body.text(request, mostBytes));
            if (meant == null)
                throw new RefusedRequestException(RequestRefusal.MALFORMED);
            return meant;
        } catch (InvalidTypeIdException unknown) {
            throw new RefusedRequestException(
                    unknown.getTypeId() == null ? RequestRefusal.MALFORMED : RequestRefusal.UNKNOWN_TYPE);
        } catch (CharacterCodingException | JacksonException | IllegalArgumentException unsaid) {
            // Their messages quote the body: they go no further.
            throw new RefusedRequestException(RequestRefusal.MALFORMED);
        }
    }

    /** Where a type names its subtypes, Jackson would also take an array of name and value. */
    private static boolean isObject(String text) {
        return text.stripLeading().startsWith("{");
    }
}
