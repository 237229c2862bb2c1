package dev.gatehouse.catalog;

import java.io.IOException;
import java.nio.file.Files;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The schemas of this project's events take what their services send, and no more than a reader can stand. */
class ServiceSchemasTest {
    private static final String READING = """
            {"device":"device-1","block":"block-a","boot":"7f3c","sequence":9223372036854775807,"at":"2026-01-02T03:04:05.678Z","celsius":-3.5}""";
    private static final String OPENED = """
            {"workOrder":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","device":"device-1","block":"block-a","reason":"above-plausible-band","opened":"2026-01-02T03:04:05Z"}""";
    private static final String SCHEDULED = """
            {"workOrder":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","block":"block-a","visit":"2026-01-03T03:04:05Z","scheduled":"2026-01-02T03:04:05Z"}""";
    private static final String CANCELLED = """
            {"workOrder":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","device":"device-1","block":"block-a","cancelled":"2026-01-02T03:04:05Z"}""";
    private static final String DONE = """
            {"workOrder":"6f9619ff-8b86-4011-b42d-00cf4fc964ff","device":"device-1","block":"block-a","done":"2026-01-02T03:04:05+01:00"}""";
    private static final String FAULT = """
            {"reporter":"Anna.7@estate","block":"block-a","device":"device-1","description":"It beeps."}""";

    /** Each row: which payload, a piece of it, what is put in its place, and whether the result still fits. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "reading | -3.5 | -3.5 | true", "reading | -3.5 | -3.5,\"later\":[] | true", "reading | -3.5 | -273.16 | false",
            "reading | -3.5 | 1e400 | false", "reading | -3.5 | \"-3.5\" | false", "reading | -3.5 | null | false",
            "reading | 9223372036854775807 | -1 | false", "reading | 9223372036854775807 | 9223372036854775808 | false",
            "reading | 9223372036854775807 | 0.5 | false", "reading | 2026-01-02T | 2026-01-02 | false",
            "reading | .678Z | | false", "reading | \"device\" | \"gadget\" | false", "reading | device-1 | Device 1 | false",
            "reading | 7f3c | `` | false", "reading | 678Z | 678Z\\n | false", "opened | above | above | true",
            "opened | above-plausible-band | because | false", "opened | 6f9619ff | 6f9619f | false",
            "opened | \"block\" | \"blok\" | false", "done | done | done | true", "done | \"done\" | \"finished\" | false",
            "done | \"block\" | \"blok\" | false", "done | \"device\" | \"gadget\" | true",
            "opened | \"device\" | \"gadget\" | true", "scheduled | visit | visit | true",
            "scheduled | \"visit\" | \"day\" | false", "scheduled | 2026-01-03T | 2026-01-03 | false",
            "scheduled | \"scheduled\" | \"planned\" | false", "scheduled | 6f9619ff | 6f9619f | false",
            "cancelled | device | device | true", "cancelled | \"cancelled\" | \"gone\" | false",
            "cancelled | \"block\" | \"blok\" | false",
            "fault | It beeps. | It beeps. | true", "fault | It beeps. | `` | false", "fault | \"device\" | \"gadget\" | true",
            "fault | \"reporter\" | \"sender\" | false", "fault | Anna.7 | Anna 7 | false",
            "fault | \"block\" | \"blok\" | false"})
    void aPayloadFitsOrNot(String payload, String piece, String instead, boolean fits) throws IOException {
        var text = good(payload).replace(piece, instead == null ? "" : instead);

        assertThat(fits(payload, text)).isEqualTo(fits);
    }

    private static String good(String payload) {
        return switch (payload) {
            case "reading" -> READING;
            case "opened" -> OPENED;
            case "scheduled" -> SCHEDULED;
            case "cancelled" -> CANCELLED;
            case "fault" -> FAULT;
            default -> DONE;
        };
    }

    private static boolean fits(String payload, String text) throws IOException {
        var path = switch (payload) {
            case "reading" -> "iot-ingest/src/main/resources/schemas/reading-recorded.v1.json";
            case "opened" -> "maintenance-scheduler/src/main/resources/schemas/work-order-opened.v1.json";
            case "scheduled" -> "maintenance-scheduler/src/main/resources/schemas/work-order-scheduled.v1.json";
            case "cancelled" -> "maintenance-scheduler/src/main/resources/schemas/work-order-cancelled.v1.json";
            case "fault" -> "user-actions/src/main/resources/schemas/fault-reported.v1.json";
            default -> "maintenance-scheduler/src/main/resources/schemas/work-order-done.v1.json";
        };
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Project.root().resolve("services").resolve(path))).validate(text, InputFormat.JSON)
                .isEmpty();
    }
}
