package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.Validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the operator reads when a service does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    private final TestEstate estate = new TestEstate();

    @TempDir
    private Path folder;

    @Test
    void namesAnUnknownKeyAndTheNearestLegalOne(CapturedOutput output) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());

        refused("--gatehouse.api.client=devices");

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "gatehouse.api.client (", "did you mean gatehouse.api.clients?")
                .doesNotContain("devices;");
    }

    @Test
    void namesARealmThatIsNoName(CapturedOutput output) {
        refused("--gatehouse.realm=Production");

        assertThat(output).contains("gatehouse.realm cannot be used: realm 'local-test,Production' is not legal");
    }

    @Test
    void saysWhereAnIdentityWasExpected(CapturedOutput output) {
        refused();

        assertThat(output).contains("This service has no identity that it could show",
                "there is no folder " + folder.resolve("identity/current"), "Set gatehouse.local.folder");
    }

    @Test
    void listsEverythingThatIsWrongWithAnIdentity(CapturedOutput output) {
        var stale = estate.platform.issue(CertificateRequest.service("local-test", "operator", Validity.expired(Instant.now())));
        estate.lay(folder, stale, Map.of());

        refused();

        assertThat(output).contains("WRONG_NAME: ", "this service needs exactly CN=iot-ingest", "WRONG_SPIFFE_ID: ", "EXPIRED: ",
                "Have an identity issued");
    }

    @Test
    void doesNotTakeDevicesAndServicesFromOneAuthority(CapturedOutput output) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of("devices-ca.pem", estate.platform.certificatePem()));

        refused("--gatehouse.api.clients=devices");

        assertThat(output).contains("SHARED_AUTHORITY");
    }

    @Test
    void wantsTheAuthorityOfDevicesBeforeItServesThem(CapturedOutput output) throws IOException {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        Files.delete(folder.resolve("identity/current/devices-ca.pem"));

        refused("--gatehouse.api.clients=devices");

        assertThat(output).contains("NO_DEVICE_AUTHORITY", "no authority of devices is known",
                "with devices-ca.pem");
    }

    @Test
    void doesNotLetAConfigurationOpenADoor(CapturedOutput output) {
        refused("--server.ssl.client-auth=none", "--management.server.ssl.enabled=false");

        assertThat(output).contains("overrides what the platform guarantees: management.server.ssl.enabled (must be true), "
                + "server.ssl.client-auth (must be need)");
    }

    @Test
    void asksPeopleForNoCertificateWhateverAConfigurationSays(CapturedOutput output) {
        refused("--gatehouse.api.clients=people", "--server.ssl.client-auth=want");

        assertThat(output).contains("server.ssl.client-auth (must be none)");
    }

    @Test
    void wantsTheIssuerBeforeItServesPeople(CapturedOutput output) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());

        refused("--gatehouse.api.clients=people");

        assertThat(output).contains("gatehouse.api.people.issuer is not set",
                "Set gatehouse.api.people.issuer to the https address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.test", "issuer.test", "https://user@issuer.test", "https://issuer.test/?a=b",
            "https://issuer.test/#a", "file:///etc/passwd", "https:///keys", "not a url"})
    void takesNoKeysFromAnAddressThatIsNotPlainHttps(String address, CapturedOutput output) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());

        refused("--gatehouse.api.clients=people", "--gatehouse.api.people.issuer=https://issuer.test",
                "--gatehouse.api.people.jwks=" + address);

        assertThat(output).contains("gatehouse.api.people.jwks cannot be used", "Correct gatehouse.api.people.jwks");
    }

    private void refused(String... more) {
        assertThatThrownBy(() -> TestService.start(folder, more).close());
    }
}
