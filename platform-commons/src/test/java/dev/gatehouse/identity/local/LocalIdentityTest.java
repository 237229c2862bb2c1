package dev.gatehouse.identity.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.demo.estate.VersionedFolder;
import dev.gatehouse.identity.IdentityFault;
import dev.gatehouse.identity.NoIdentityException;
import dev.gatehouse.names.Realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class LocalIdentityTest {
    private static final Realm REALM = new Realm("local-test");

    private final Validity day = Validity.of(Duration.ofHours(24), Instant.now());
    private final CertificateAuthority platform = CertificateAuthority.create("platform", day);
    private final CertificateAuthority devices = CertificateAuthority.create("devices", day);

    @TempDir
    private Path folder;

    @Test
    void readsWhatThePlatformLaidThere() {
        lay(Map.of());

        var identity = new LocalIdentity(folder, REALM).read();

        assertThat(identity).hasToString("ServiceIdentity[spiffe://local-test/iot-ingest, until %s]"
                .formatted(identity.leaf().getNotAfter().toInstant()));
        assertThat(identity.chain()).hasSize(2);
        assertThat(identity.peers()).hasSize(1);
        assertThat(identity.devices()).isEmpty();
    }

    @Test
    void readsTheAuthorityOfDevicesWhereThereIsOne() {
        lay(Map.of("devices-ca.pem", devices.certificatePem()));

        assertThat(new LocalIdentity(folder, REALM).read().devices()).hasSize(1);
    }

    @Test
    void readsTheNewVersionAfterTheLinkWasSwapped() {
        lay(Map.of());
        var source = new LocalIdentity(folder, REALM);
        var first = source.read();

        lay(Map.of());

        assertThat(source.read().leaf()).isNotEqualTo(first.leaf());
    }

    @Test
    void refusesARealmThatIsNotLocal() {
        lay(Map.of());

        assertThat(refusal(new Realm("production")))
                .hasMessageContaining("'production' may not take its identities from a folder")
                .hasMessageContaining("gatehouse.realm");
    }

    @Test
    void namesTheFolderThatIsMissing() {
        assertThat(refusal(REALM)).hasMessageContaining("MISSING: there is no folder " + folder)
                .hasMessageContaining("gatehouse.local.folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"r--r-----", "rw----r--", "rw---x---"})
    void refusesAKeyThatOthersMayReach(String permissions) throws IOException {
        lay(Map.of());
        Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString(permissions));

        assertThat(refusal(REALM).problems().getFirst().fault()).isEqualTo(IdentityFault.KEY_EXPOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate.pem", "key.pem", "ca.pem", "identity.json"})
    void namesTheFileThatIsMissing(String file) throws IOException {
        lay(Map.of());
        Files.delete(key().resolveSibling(file));

        assertThat(refusal(REALM)).hasMessageContaining("MISSING").hasMessageContaining(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate.pem", "key.pem", "ca.pem", "identity.json", "devices-ca.pem"})
    void namesTheFileThatItDoesNotUnderstandWithoutQuotingIt(String file) {
        lay(Map.of(file, "-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n"));

        var refusal = refusal(REALM);

        assertThat(refusal.problems().getFirst().fault()).isEqualTo(IdentityFault.UNREADABLE);
        assertThat(refusal).hasMessageContaining(file).hasNoCause();
        assertThat(refusal.getMessage()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"format\":2,\"realm\":\"local-test\",\"service\":\"iot-ingest\"}",
            "{\"format\":1,\"realm\":\"local-test\"}", "{\"format\":1,\"realm\":\"local-test\",\"service\":\"*\"}",
            "{\"format\":1,\"realm\":\"local-test\",\"service\":\"iot-ingest\",\"more\":1}",
            "{\"format\":1,\"realm\":\"local-test\",\"service\":\"iot-ingest\"} x"})
    void refusesALabelThatItDoesNotUnderstandWhole(String label) {
        lay(Map.of("identity.json", label));

        assertThat(refusal(REALM).problems().getFirst().fault()).isEqualTo(IdentityFault.UNREADABLE);
    }

    private Path key() {
        return folder.resolve("identity/current/key.pem");
    }

    private NoIdentityException refusal(Realm realm) {
        return catchThrowableOfType(NoIdentityException.class, () -> new LocalIdentity(folder, realm).read());
    }

    private void lay(Map<String, String> others) {
        var identity = platform.issue(CertificateRequest.service("local-test", "iot-ingest", day));
        var files = new HashMap<>(Map.of("certificate.pem", identity.certificates(), "key.pem", identity.key(), "ca.pem",
                platform.certificatePem(), "identity.json",
                "{\"format\":1,\"realm\":\"local-test\",\"service\":\"iot-ingest\"}"));
        files.putAll(others);
        new VersionedFolder(folder.resolve("identity")).write(files);
    }
}
