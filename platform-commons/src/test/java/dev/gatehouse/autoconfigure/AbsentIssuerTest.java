package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.FreePorts;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.PortBlock;
import dev.gatehouse.demo.estate.Validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a people's API says while the issuer is away, or somebody else stands in its place. */
class AbsentIssuerTest {
    private final TestEstate estate = new TestEstate();
    private final TestClient client = TestClient.with(estate, null);
    private final PortBlock ports = FreePorts.claim(19_500, 10, 50);
    private final Forge forge = new Forge("https://localhost:" + ports.port(0));

    @TempDir
    private Path folder;

    @AfterEach
    void end() {
        client.close();
        ports.close();
    }

    @Test
    void answersThatItIsUnavailableUntilTheIssuerIsThereAndGoesOnWhenItHasGone() throws Exception {
        try (var service = start(); var audit = new AuditLines()) {
            assertThat(call(service)).startsWith("HTTP/1.1 503").contains("Retry-After: 2", "urn:gatehouse:unavailable")
                    .doesNotContain("WWW-Authenticate");
            assertAudited(audit, "ConnectException");

            try (var issuer = publishing(estate.service("issuer"))) {
                await().atMost(Duration.ofSeconds(10)).until(() -> call(service).startsWith("HTTP/1.1 200"));
                assertThat(issuer.asked()).isEqualTo(1);
            }
            assertThat(call(service)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void showsTheOperatorWhatStandsInTheWayAndStaysUp() throws Exception {
        try (var service = start()) {
            call(service);

            var health = service.getBean("issuerHealthIndicator", HealthIndicator.class).health();
            assertThat(health).isEqualTo(Health.up().withDetail("keys", 0).withDetail("lastFailure", "ConnectException").build());
        }
    }

    @Test
    void showsTheOperatorHowOldTheKeysAre() throws Exception {
        try (var issuer = publishing(estate.service("issuer")); var service = start()) {
            assertThat(call(service)).startsWith("HTTP/1.1 200");

            var health = service.getBean("issuerHealthIndicator", HealthIndicator.class).health();
            assertThat(Objects.requireNonNull(health).getDetails()).containsOnlyKeys("keys", "keysAgeSeconds");
            assertThat(issuer.asked()).isEqualTo(1);
        }
    }

    @Test
    void believesNobodyWhoCannotShowACertificateOfThePlatform() throws Exception {
        assertNotBelieved(estate.foreign.issue(CertificateRequest.serverOnly("issuer", estate.today)));
    }

    @Test
    void believesNobodyWhoseCertificateIsForAnotherHost() throws Exception {
        assertNotBelieved(estate.withUris("issuer"));
    }

    @Test
    void believesNobodyWhoseCertificateHasExpired() throws Exception {
        assertNotBelieved(estate.platform.issue(CertificateRequest.serverOnly("issuer", Validity.expired(Instant.now()))));
    }

    @Test
    void believesNoPlatformCertificateWhereAPublicAuthorityIsAskedFor() throws Exception {
        assertNotBelieved(estate.service("issuer"), "--gatehouse.api.people.authority=public");
    }

    @Test
    void takesNoKeysWithAnotherStatusThan200() throws Exception {
        try (var issuer = publishing(estate.service("issuer")); var service = start()) {
            issuer.answerWith(302);

            assertThat(call(service)).startsWith("HTTP/1.1 503");
            assertThat(issuer.asked()).isEqualTo(1);
        }
    }

    private void assertNotBelieved(PemIdentity impostor, String... more) throws Exception {
        try (var issuer = publishing(impostor); var service = start(more); var audit = new AuditLines()) {
            assertThat(call(service)).startsWith("HTTP/1.1 503");
            assertAudited(audit, "SSLHandshakeException");
            assertThat(issuer.asked()).isZero();
        }
    }

    private ConfigurableApplicationContext start(String... more) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        var arguments = new ArrayList<>(List.of(more));
        arguments.add("--gatehouse.api.clients=people");
        arguments.add("--gatehouse.api.people.issuer=https://localhost:" + ports.port(0));
        return TestService.start(PeopleService.class, folder, arguments.toArray(String[]::new));
    }

    private TestIssuer publishing(PemIdentity identity) {
        return TestIssuer.publishing(identity, forge.keySet(), ports.port(0));
    }

    private String call(ConfigurableApplicationContext service) throws IOException {
        return client.exchange(TestService.apiPort(service), Attack.get("/me", "Authorization: Bearer " + forge.good()));
    }

    private static void assertAudited(AuditLines audit, String detail) {
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(audit.codes()).containsExactly("ISSUER_UNREACHABLE"));
        assertThat(audit.all().getFirst().get("detail").asString()).endsWith(detail);
    }
}
