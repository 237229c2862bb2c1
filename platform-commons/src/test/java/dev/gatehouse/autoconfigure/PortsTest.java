package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import javax.net.ssl.SSLException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Both ports of a running service, over real TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortsTest {
    private final TestEstate estate = new TestEstate();
    private ConfigurableApplicationContext service;
    private AuditLines audit;

    @BeforeAll
    void start(@TempDir Path folder) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        service = TestService.start(folder, "--gatehouse.api.clients=devices");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void listen() {
        audit = new AuditLines();
    }

    @AfterEach
    void forget() {
        audit.close();
    }

    @Test
    void admitsADeviceAsItsCertificateNamesIt() throws Exception {
        var answer = api(estate.device("device-1", "block-a"), "/me");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("device-1 in block-a");
        assertThat(audit.all()).isEmpty();
    }

    @Test
    void setsNoCookieTellsNoProductAndKeepsTheHeadersThatProtectABrowser() throws Exception {
        var headers = api(estate.device("device-1", "block-a"), "/me").headers().map();

        assertThat(headers).doesNotContainKeys("server", "set-cookie", "x-powered-by")
                .containsKeys("x-content-type-options", "x-frame-options", "strict-transport-security", "cache-control");
    }

    @Test
    void countsRefusalsByTheirCode() throws Exception {
        api(estate.device("device-1", "block-a"), "/nowhere");

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(
                peer(estate.service("operator"), "/actuator/metrics/gatehouse.refusals?tag=code:HTTP_404").statusCode())
                .isEqualTo(200));
    }

    @Test
    void knowsTheDeviceInAnAsynchronousAnswerToo() throws Exception {
        assertThat(api(estate.device("device-1", "block-a"), "/later").body()).isEqualTo("device-1");
        assertThat(audit.all()).isEmpty();
    }

    @Test
    void refusesAClientWithoutCertificateOnTheDevicePort() {
        assertThatThrownBy(() -> api(null, "/me")).isInstanceOf(SSLException.class).hasMessageContaining("certificate_required");
        assertHandshakeAudited("NO_CERTIFICATE");
    }

    @Test
    void takesNoTokenForACertificateOnTheDevicePort() {
        var forge = new Forge("https://issuer.test");

        try (var client = TestClient.with(estate, null)) {
            assertThatThrownBy(() -> client.exchange(TestService.apiPort(service),
                    Attack.get("/me", "Authorization: Bearer " + forge.good()))).isInstanceOf(SSLException.class);
        }
        assertHandshakeAudited("NO_CERTIFICATE");
    }

    @Test
    void refusesAServiceOnTheDevicePort() {
        assertThatThrownBy(() -> api(estate.service("maintenance-scheduler"), "/me")).isInstanceOf(SSLException.class);
        assertHandshakeAudited("BAD_CERTIFICATE");
    }

    @Test
    void refusesADeviceWithoutBlock() throws Exception {
        var device = estate.devices.issue(CertificateRequest.device("device-1", "Block A", estate.today));

        assertThat(api(device, "/me").statusCode()).isEqualTo(403);
        assertAudited("NOT_A_DEVICE", "CN=device-1,OU=Block A");
    }

    @Test
    void refusesADeviceOnThePeerPort() {
        assertThatThrownBy(() -> peer(estate.device("device-1", "block-a"), "/actuator/health/liveness"))
                .isInstanceOf(SSLException.class);
        assertHandshakeAudited("BAD_CERTIFICATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
    void answersProbesWithoutCertificateByTheirStatusAlone(String probe) throws Exception {
        var answer = peer(null, probe);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/metrics", "/actuator/health/liveness/x", "/me", "/error"})
    void showsNothingElseWithoutCertificate(String path) throws Exception {
        var answer = peer(null, path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"urn:gatehouse:no-certificate\",\"title\":\"Forbidden\",\"status\":403}");
        assertAudited("NO_CERTIFICATE", null);
    }

    @Test
    void showsHealthAndMetricsToTheOperator() throws Exception {
        var operator = estate.service("operator");

        assertThat(peer(operator, "/actuator/health").body()).contains("secondsRemaining");
        assertThat(peer(operator, "/actuator/metrics/gatehouse.identity.remaining").body()).contains("\"value\":8");
    }

    @Test
    void showsAnotherServiceTheProbesOnly() throws Exception {
        var stranger = estate.service("stranger");

        assertThat(peer(stranger, "/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(peer(stranger, "/actuator/metrics").statusCode()).isEqualTo(403);
        assertAudited("FORBIDDEN", "stranger");
    }

    @Test
    void refusesACertificateThatNamesNoService() throws Exception {
        assertThat(peer(estate.withUris("operator"), "/actuator/metrics").statusCode()).isEqualTo(403);
        assertAudited("NOT_A_SERVICE", "CN=operator");
    }

    @Test
    void refusesTheOperatorOfAnotherRealm() throws Exception {
        var other = estate.withUris("operator", "spiffe://local-other/operator");

        assertThat(peer(other, "/actuator/metrics").statusCode()).isEqualTo(403);
        assertAudited("NOT_A_SERVICE", "CN=operator");
    }

    @Test
    void failsTheHandshakeOfAnExpiredCertificate() {
        var expired = estate.platform
                .issue(CertificateRequest.service(TestEstate.REALM, "operator", Validity.expired(Instant.now())));

        assertThatThrownBy(() -> peer(expired, "/actuator/health/liveness")).isInstanceOf(SSLException.class);
        assertHandshakeAudited("BAD_CERTIFICATE");
    }

    @Test
    void failsTheHandshakeOfAForeignCertificateEvenOfTheSameName() {
        var foreign = estate.foreign.issue(CertificateRequest.service(TestEstate.REALM, "operator", estate.today));

        assertThatThrownBy(() -> peer(foreign, "/actuator/health/liveness")).isInstanceOf(SSLException.class);
        assertHandshakeAudited("BAD_CERTIFICATE");
    }

    @Test
    void failsTheHandshakeOfACertificateForServersOnly() {
        var serverOnly = estate.platform.issue(CertificateRequest.serverOnly("operator", estate.today));

        assertThatThrownBy(() -> peer(serverOnly, "/actuator/health/liveness")).isInstanceOf(SSLException.class);
        assertHandshakeAudited("BAD_CERTIFICATE");
    }

    @Test
    void speaksNothingOlderThanTls13OnTheDevicePort() {
        assertTooOld(estate.device("device-1", "block-a"), TestService.apiPort(service));
    }

    @Test
    void speaksNothingOlderThanTls13OnThePeerPort() {
        assertTooOld(estate.service("operator"), TestService.peerPort(service));
    }

    @Test
    void auditsTheRefusalOfAServicesOwnAdviceOnceWithItsCode() throws Exception {
        var answer = api(estate.device("device-1", "block-a"), "/never");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("urn:gatehouse:not-plausible");
        assertAudited("NOT_PLAUSIBLE", "device-1");
    }

    @Test
    void tellsAStrangerNothingOfWhatItDidNotUnderstand() throws Exception {
        var answer = api(estate.device("device-1", "block-a"), "/number?value=canary");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("urn:gatehouse:http-400").doesNotContain("canary");
        assertAudited("HTTP_400", "device-1");
    }

    @Test
    void tellsAStrangerNothingOfAnErrorOfItsOwn() throws Exception {
        var answer = api(estate.device("device-1", "block-a"), "/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("urn:gatehouse:http-500").doesNotContain("canary", "IllegalState", "/broken");
    }

    @Test
    void auditsAPathThatDoesNotExist() throws Exception {
        assertThat(api(estate.device("device-1", "block-a"), "/nowhere").body()).contains("urn:gatehouse:http-404");
        assertAudited("HTTP_404", "device-1");
    }

    @Test
    void refusesAPathThatTwoReadersCouldUnderstandDifferently() throws Exception {
        assertThat(api(estate.device("device-1", "block-a"), "/a;b=c/%2e%2e/me").statusCode()).isEqualTo(400);
        assertAudited("MALFORMED_REQUEST", null);
    }

    private HttpResponse<String> api(@Nullable PemIdentity identity, String path) throws IOException, InterruptedException {
        return call(identity, TestService.apiPort(service), path);
    }

    private HttpResponse<String> peer(@Nullable PemIdentity identity, String path) throws IOException, InterruptedException {
        return call(identity, TestService.peerPort(service), path);
    }

    private HttpResponse<String> call(@Nullable PemIdentity identity, int port, String path)
            throws IOException, InterruptedException {
        try (var client = TestClient.with(estate, identity)) {
            return client.get(port, path);
        }
    }

    private void assertTooOld(PemIdentity identity, int port) {
        try (var client = TestClient.outdated(estate, identity)) {
            assertThatThrownBy(() -> client.get(port, "/")).isInstanceOf(SSLException.class)
                    .hasMessageContaining("protocol_version");
        }
        assertHandshakeAudited("BAD_HANDSHAKE");
    }

    /** The JDK's client tries a second time of its own accord, hence one record or two. */
    private void assertHandshakeAudited(String code) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(audit.codes()).isNotEmpty().containsOnly(code));
        assertThat(audit.all()).allSatisfy(line -> assertThat(line.get("peer").asString()).isEqualTo("127.0.0.1"));
    }

    /** The answer may arrive before the audit is written. */
    private void assertAudited(String code, @Nullable String subject) {
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> assertThat(audit.all()).isNotEmpty());
        assertThat(audit.codes()).containsExactly(code);
        assertThat(audit.all().getFirst().path("subject").asString(null)).isEqualTo(subject);
    }
}
