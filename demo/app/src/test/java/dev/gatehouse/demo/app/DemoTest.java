package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.cli.rights.VerifyCommand;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One demo, from its start until somebody kills it. */
@TestMethodOrder(OrderAnnotation.class)
class DemoTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path temporary;

    private static @Nullable DemoProcess demo;

    @BeforeAll
    static void startAndLetItTellItsStory() throws IOException {
        var started = DemoProcess.start(temporary.resolve("data"), "--json");
        demo = started;
        await().atMost(PATIENCE).until(() -> state().equals("running") || !started.process().isAlive());
        assertThat(state()).as(started.printed()).isEqualTo("running");
    }

    @AfterAll
    static void end() {
        demo().children().forEach(ProcessHandle::destroyForcibly);
        demo().process().destroyForcibly();
    }

    @Test
    @Order(1)
    void tellsTheWholeStory() {
        assertThat(json().path("story").valueStream().map(told -> told.path("step").asString())).containsExactly(
                "reading-accepted",
                "reading-opened", "sealed-on-broker", "fault-accepted", "work-order-raised", "work-order-opened",
                "stranger-refused", "thief-refused", "report-accepted", "report-sealed-on-broker", "report-opened",
                "notice-shown", "notice-kept-from-other-block", "no-token-refused", "visit-planned", "work-done");
    }

    @Test
    @Order(1)
    void followsTheResidentsReportByItsEventId() {
        var report = told("report-accepted").path("events").path(0).asString();

        for (var step : List.of("report-sealed-on-broker", "report-opened", "notice-shown", "notice-kept-from-other-block"))
            assertThat(told(step).path("events").valueStream().map(JsonNode::asString)).as(step).contains(report);
        assertThat(told("report-opened").path("what").asString()).contains("because of " + report);
    }

    @Test
    @Order(1)
    void tellsTheFirstOpenedEventBeforeAnythingOfResidents() {
        var told = demo().printed();

        assertThat(told.indexOf("\"reading-opened\"")).isPositive().isLessThan(told.indexOf("\"token-issued\""));
    }

    @Test
    @Order(1)
    void hasTheSecretsOfItsResidentsWhereItsOwnerAloneCanReadThem() throws IOException {
        var file = temporary.resolve("data").resolve(DemoFile.NAME);

        assertThat(json().path("token").path("clients").propertyNames()).containsExactlyInAnyOrder("resident-ada",
                "resident-cleo", "resident-ben");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    @Order(1)
    void printsNoSecretOfAResident() {
        assertThat(json().path("token").path("clients").valueStream().map(client -> client.path("secret").asString()))
                .isNotEmpty().allSatisfy(secret -> assertThat(demo().printed()).doesNotContain(secret));
    }

    @Test
    @Order(1)
    void writesAFileThatFitsItsPublishedSchema() throws IOException {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(DemoProcess.root().resolve("docs/schemas/demo-1.schema.json")));

        assertThat(schema.validate(json().toString(), InputFormat.JSON)).isEmpty();
    }

    @Test
    @Order(1)
    void hasADatabaseThatTheCommandFindsAsTheCatalogSays() {
        assertThat(json().path("database").path("url").asString())
                .isEqualTo("jdbc:postgresql://localhost:%d/gatehouse".formatted(json().path("portBase").asInt() + 2));
        assertThat(verified()).startsWith("As the descriptors say");
    }

    @Test
    @Order(2)
    void isFoundOutByTheCommandWhenItsDatabaseIsNotAsTheCatalogSays() throws SQLException {
        var roles = new DatabaseRoles(temporary.resolve("data"), json().path("database").path("url").asString());
        try (var connection = roles.connect(); var statement = connection.createStatement()) {
            statement.execute("ALTER ROLE \"iot-ingest\" CREATEDB");
        }

        assertThat(verified()).contains("role iot-ingest may make databases");
    }

    @Test
    @Order(1)
    void namesFilesThatAreThere() {
        assertThat(json().path("identities").valueStream().flatMap(JsonNode::valueStream).map(JsonNode::asString))
                .allSatisfy(file -> assertThat(Path.of(file)).isRegularFile());
    }

    @Test
    @Order(1)
    void printsNothingButJsonWhenAskedTo() {
        assertThat(demo().printed().lines()).allSatisfy(line -> assertThat(line).startsWith("{\"seconds\":"));
    }

    @Test
    @Order(1)
    void leavesItsFolderToItAlone() throws Exception {
        var second = DemoProcess.start(temporary.resolve("data"));

        assertThat(second.process().waitFor(60, SECONDS)).isTrue();
        assertThat(second.process().exitValue()).as(second.printed()).isEqualTo(2);
        assertThat(state()).isEqualTo("running");
    }

    @Test
    @Order(3)
    void leavesNoProcessWhenItIsKilled() {
        var children = demo().children();
        assertThat(children).hasSize(6).allMatch(ProcessHandle::isAlive);

        demo().process().destroyForcibly();

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Order(4)
    void cleansUpAfterOneThatWasKilled() {
        try (var data = DataFolder.claim(temporary.resolve("data"))) {
            assertThat(data.wasStale()).isTrue();
        }
    }

    /** What {@code gatehouse verify} says. */
    private static String verified() {
        var out = new StringWriter();
        new CommandLine(new VerifyCommand()).setOut(new PrintWriter(out)).execute("--catalog", DemoProcess.root().toString(),
                "--target", temporary.resolve("data").resolve(DemoFile.NAME).toString());
        return out.toString();
    }

    private static DemoProcess demo() {
        return Objects.requireNonNull(demo, "was started");
    }

    private static JsonNode json() {
        return demo().file().orElseThrow();
    }

    private static JsonNode told(String step) {
        return json().path("story").valueStream().filter(told -> told.path("step").asString().equals(step)).findFirst()
                .orElseThrow();
    }

    private static String state() {
        return demo().file().map(json -> json.path("state").asString()).orElse("");
    }
}
