package dev.gatehouse.autoconfigure;

import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;

import javax.net.ssl.SSLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.ServedCertificate;
import dev.gatehouse.demo.estate.Validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Both ports of a running service, while its identity and whom it trusts change. Each test leaves a new identity behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotatingPortsTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private final TestEstate estate = new TestEstate();
    private Path folder;
    private ConfigurableApplicationContext service;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        service = TestService.start(folder, "--gatehouse.api.clients=devices");
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void bothPortsShowTheNewCertificateAndStillAskForOne() {
        var next = rotate(Map.of());

        assertThat(shown(TestService.apiPort(service))).isEqualTo(next);
        assertThat(shown(TestService.peerPort(service))).isEqualTo(next);
        try (var nobody = TestClient.with(estate, null)) {
            assertThatThrownBy(() -> nobody.get(TestService.apiPort(service), "/me")).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void openConnectionsGoOn() throws Exception {
        try (var device = TestClient.with(estate, estate.device("device-1", "block-a"))) {
            var before = connection(device.get(TestService.apiPort(service), "/me"));

            rotate(Map.of());

            var after = device.get(TestService.apiPort(service), "/me");
            assertThat(after.statusCode()).isEqualTo(200);
            assertThat(connection(after)).isEqualTo(before);
        }
    }

    @Test
    void admitsDevicesOfTwoAuthoritiesWhileOneReplacesTheOtherAndThenOfTheNewOneAlone() throws Exception {
        var newAuthority = CertificateAuthority.create("devices of tomorrow", estate.today);
        var early = newAuthority.issue(CertificateRequest.device("device-2", "block-a", estate.today));
        assertRefused(early);

        rotate(Map.of("devices-ca.pem", estate.devices.certificatePem() + newAuthority.certificatePem()));
        assertAdmitted(early);
        assertAdmitted(estate.device("device-1", "block-a"));

        rotate(Map.of("devices-ca.pem", newAuthority.certificatePem()));
        assertAdmitted(early);
        assertRefused(estate.device("device-1", "block-a"));
        rotate(Map.of());
    }

    @Test
    void keepsWhatItHasWhenTheNextIdentityIsBad() {
        var good = rotate(Map.of());

        try (var audit = new AuditLines()) {
            estate.lay(folder, estate.service("operator"), Map.of());

            await().atMost(BOUND).untilAsserted(() -> assertThat(audit.codes()).contains("NEXT_IDENTITY_REFUSED"));
            assertThat(shown(TestService.peerPort(service))).isEqualTo(good);
        }
        rotate(Map.of());
    }

    @Test
    void givesAConnectionUpBeforeItsCertificateEndsSoThatTheNextOneShowsANewOne() throws Exception {
        var ending = estate.devices.issue(CertificateRequest.device("device-1", "block-a",
                new Validity(Instant.now().minusSeconds(600), Instant.now().plusSeconds(60))));

        assertThat(headers(ending).firstValue("Connection")).contains("close");
        assertThat(headers(estate.device("device-1", "block-a")).firstValue("Connection")).isEmpty();
    }

    @Test
    void refusesARequestOnAConnectionWhoseCertificateHasExpiredMeanwhile() throws Exception {
        var brief = estate.devices.issue(CertificateRequest.device("device-1", "block-a",
                new Validity(Instant.now().minusSeconds(1), Instant.now().plusSeconds(30))));
        var end = brief.certificate().getNotAfter().toInstant();
        var filter = new CertificateFilter(new DeviceCallers(), InstantSource.fixed(end.plusSeconds(1)));
        var request = new MockHttpServletRequest();
        request.setAttribute("jakarta.servlet.request.X509Certificate", new X509Certificate[]{brief.certificate()});
        var response = new MockHttpServletResponse();

        filter.doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentAsString()).contains("urn:gatehouse:certificate-expired");
        assertThat(response.getHeader("Connection")).isEqualTo("close");
    }

    /** Returns when both ports show it. */
    private BigInteger rotate(Map<String, String> others) {
        var next = estate.service("iot-ingest");
        estate.lay(folder, next, others);
        var serial = next.certificate().getSerialNumber();
        await().atMost(BOUND).until(() -> shown(TestService.apiPort(service)).equals(serial)
                && shown(TestService.peerPort(service)).equals(serial));
        return serial;
    }

    private static BigInteger shown(int port) {
        return ServedCertificate.serial(port).orElseThrow();
    }

    /** Two connections of one client differ in their TLS session. */
    private static String connection(HttpResponse<String> answer) {
        return HexFormat.of().formatHex(answer.sslSession().orElseThrow().getId());
    }

    private void assertAdmitted(PemIdentity device) throws Exception {
        try (var client = TestClient.with(estate, device)) {
            assertThat(client.get(TestService.apiPort(service), "/me").statusCode()).isEqualTo(200);
        }
    }

    private void assertRefused(PemIdentity device) {
        try (var client = TestClient.with(estate, device)) {
            assertThatThrownBy(() -> client.get(TestService.apiPort(service), "/me")).isInstanceOf(SSLException.class);
        }
    }

    private HttpHeaders headers(PemIdentity device) throws Exception {
        try (var client = TestClient.with(estate, device)) {
            return client.get(TestService.apiPort(service), "/me").headers();
        }
    }
}
