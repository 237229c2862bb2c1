package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.issuer.Resident;
import dev.gatehouse.demo.issuer.ResidentClient;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running demo seen from outside: by the page that people follow, and by somebody who looks for what must not be there. Its
 * certificates live for 45 seconds, so that they are renewed under everybody's hands.
 */
class OutsideToolsTest {
    private static final List<String> TOOLS = List.of("bash", "openssl", "curl", "jq", "kcat");

    @TempDir
    private static Path temporary;

    private static @Nullable DemoProcess demo;

    @BeforeAll
    static void startADemo() throws IOException {
        var started = DemoProcess.start(temporary.resolve("data"), "--json", "--certificate-life", "45s");
        demo = started;
        await().atMost(Duration.ofMinutes(3)).until(
                () -> !started.process().isAlive()
                        || started.file().filter(f -> f.path("state").asString().equals("running")).isPresent());
        assertThat(started.process().isAlive()).as(started.printed()).isTrue();
    }

    @AfterAll
    static void end() throws InterruptedException {
        demo().process().destroy();
        demo().process().waitFor(30, SECONDS);
    }

    @TestFactory
    Stream<DynamicTest> everyCommandOfThePageDoesWhatThePageSays() throws Exception {
        var missing = TOOLS.stream().filter(tool -> !isInstalled(tool)).toList();
        Assumptions.assumeTrue(missing.isEmpty(), "docs/try-it.md is not tried: install " + missing);
        var page = Page.read(DemoProcess.root().resolve("docs/try-it.md"));
        var outputs = page.run(temporary.resolve("data").resolve(DemoFile.NAME));

        return page.steps().stream().map(step -> DynamicTest.dynamicTest("step %d: %s".formatted(step.number(), step.firstLine()),
                () -> assertThat(outputs.get(step.number())).containsPattern("(?m)" + step.expected())));
    }

    @Test
    void renewsEveryCertificateAndLeavesTheFilesWhereTheyAre() throws Exception {
        await().atMost(Duration.ofMinutes(3)).until(() -> json().path("certificates").path("renewals").asInt() >= 2);
        var identities = temporary.resolve("data").resolve("identities");

        var operator = PemIdentity.read(identities.resolve("operator"));

        assertThat(operator.certificate().getNotAfter()).isAfter(Date.from(Instant.now()));
        assertThat(tenant("ben", "block-b").token()).as("the issuer shows a certificate that is good").isPresent();
        assertThat(PemIdentity.read(identities.resolve("expired")).certificate().getNotAfter())
                .isBefore(Date.from(Instant.now()));
        // The first renewal may come before a service has started.
        for (var service : List.of("iotIngestPeer", "maintenanceSchedulerPeer", "userActionsPeer"))
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(rotations(operator, service)).isPositive());
    }

    private static double rotations(PemIdentity operator, String peer) throws Exception {
        var client = Tls.client(operator, Files.readString(Path.of(json().path("ca").asString())), Runnable::run);
        var metric = URI.create(json().path("urls").path(peer).asString())
                .resolve("/actuator/metrics/gatehouse.identity.rotations");
        var answer = client.send(HttpRequest.newBuilder(metric).header("Accept", "application/json").build(),
                BodyHandlers.ofString());
        return JsonMapper.builder().build().readTree(answer.body()).path("measurements").path(0).path("value").asDouble();
    }

    @Test
    void leavesNoTraceOfAPayloadAnywhere() throws Exception {
        var marker = "canary-" + UUID.randomUUID();

        sendMarked(marker);

        var data = temporary.resolve("data");
        var search = new Search(marker);
        assertThat(search.in(data)).isEmpty();
        assertThat(search.in(Path.of(System.getProperty("java.io.tmpdir")))).isEmpty();
    }

    @Test
    void leavesNoTraceOfWhatAResidentReports() throws Exception {
        var marker = "canary-" + UUID.randomUUID();
        var tenant = tenant("ada", "block-a");
        var token = tenant.token().orElseThrow();

        var event = tenant.report(token, "The lift is stuck, " + marker, marker).orElseThrow();
        await().atMost(Duration.ofSeconds(30)).until(() -> tenant.notices(token).toString().contains(event));

        assertThat(new Search(marker).in(temporary.resolve("data"))).isEmpty();
        assertThat(new Search(token.text().substring(token.text().lastIndexOf('.') + 1)).in(temporary.resolve("data"))).isEmpty();
    }

    @Test
    void keepsTheSecretsOfResidentsInOneFileAndNowhereElse() throws Exception {
        var file = temporary.resolve("data").resolve(DemoFile.NAME);
        for (var client : json().path("token").path("clients"))
            await().atMost(Duration.ofSeconds(10)).untilAsserted(
                    () -> assertThat(new Search(client.path("secret").asString()).in(temporary)).containsExactly(file));
    }

    @Test
    void wouldFindATrace() throws IOException {
        var folder = Files.createDirectory(temporary.resolve("traces"));
        Files.writeString(folder.resolve("raw"), "x canary-1234 y");
        Files.writeString(folder.resolve("hex"), "x 63616e6172792d31323334 y");
        Files.writeString(folder.resolve("base64"),
                java.util.Base64.getEncoder().encodeToString("xycanary-1234z".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(new Search("canary-1234").in(folder)).hasSize(3);
    }

    /** A reading far beyond what is plausible, so that it goes the whole way: there, opened, answered, and opened again. */
    private static void sendMarked(String marker) throws Exception {
        var folder = temporary.resolve("data").resolve("identities").resolve("device-1");
        var client = Tls.client(PemIdentity.read(folder), Files.readString(Path.of(json().path("ca").asString())), Runnable::run);
        var door = URI.create(json().path("urls").path("iotIngest").asString());
        var body = "{\"boot\":\"%s\",\"sequence\":1,\"at\":\"2026-01-01T00:00:00Z\",\"celsius\":901.25}".formatted(marker);
        var response = client.send(HttpRequest.newBuilder(door.resolve("/readings")).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30)).until(() -> client
                .send(HttpRequest.newBuilder(door.resolve("/devices/device-1")).build(), BodyHandlers.ofString()).body(),
                body1 -> body1.contains("workOrder"));
    }

    private static Tenant tenant(String name, String block) throws IOException {
        var resident = new Resident(name, block);
        var secret = json().path("token").path("clients").path(resident.clientId()).path("secret").asString();
        return new Tenant(new ResidentClient(resident, resident.clientId(), secret),
                Tls.nobody(Files.readString(Path.of(json().path("ca").asString())), Runnable::run),
                URI.create(json().path("token").path("endpoint").asString()),
                URI.create(json().path("urls").path("userActions").asString()));
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static DemoProcess demo() {
        return Objects.requireNonNull(demo, "was started");
    }

    private static JsonNode json() {
        return demo().file().orElseThrow();
    }
}
