package dev.gatehouse.test;

import java.io.InputStream;
import java.util.Objects;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.names.json.NamesAsStrings;

import static org.assertj.core.api.Assertions.assertThat;

/** Payloads as the platform writes and reads them, and the schemas that they have to fit. */
public final class Schemas {
    private static final JsonMapper PAYLOADS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addModule(NamesAsStrings.module())
            .build();

    private Schemas() {}

    public static String payload(Object event) {
        return PAYLOADS.writeValueAsString(event);
    }

    public static <E> E event(String payload, Class<E> type) {
        return PAYLOADS.readValue(payload, type);
    }

    /** The schema is named by its path on the class path, as the descriptor names it. */
    public static void assertFits(String payload, String schema) {
        InputStream source = Objects.requireNonNull(Schemas.class.getClassLoader().getResourceAsStream(schema), schema);
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

        assertThat(registry.getSchema(source, InputFormat.JSON).validate(payload, InputFormat.JSON)).isEmpty();
    }
}
