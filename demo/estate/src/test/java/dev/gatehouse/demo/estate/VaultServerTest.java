package dev.gatehouse.demo.estate;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class VaultServerTest {
    private static final String REALM = "local-demo";

    @TempDir
    private static Path folder;
    private static PortBlock ports;
    private static VaultServer vault;
    private static CertificateAuthority authority;
    private static PemIdentity operator;

    @BeforeAll
    static void startVault() {
        ports = FreePorts.claim(24000, 10, 20);
        authority = CertificateAuthority.create("Services", Validity.of(Duration.ofHours(1), Instant.now()));
        operator = issue(authority, "operator");
        vault = server("vault", ports.port(0)).start();
    }

    @AfterAll
    static void stopVault() {
        vault.close();
        ports.close();
    }

    @Test
    void letsTheOperatorInByItsCertificate() {
        assertThat(write("a", http().login(operator))).isEqualTo(200);
    }

    @Test
    void letsNobodyElseInByACertificate() {
        var foreign = CertificateAuthority.create("Foreign", Validity.of(Duration.ofHours(1), Instant.now()));

        assertThatThrownBy(() -> http().login(issue(authority, "billing"))).hasMessageContaining("status 400");
        assertThatThrownBy(() -> http().login(issue(foreign, "operator"))).hasMessageContaining("status 400");
    }

    @Test
    void letsNobodyDoAnythingWithoutAToken() {
        assertThat(write("b", "")).isEqualTo(403);
        assertThat(write("b", "root")).isEqualTo(403);
    }

    @Test
    void givesTheOperatorNothingOutsideOfItsRealm() {
        var token = http().login(operator);

        assertThat(http().send(Optional.empty(), "POST", "sys/mounts/elsewhere/kv", token, "{\"type\":\"kv\"}").statusCode())
                .isEqualTo(403);
        assertThat(http().send(Optional.empty(), "POST", "auth/token/create", token, "{}").statusCode()).isEqualTo(403);
        assertThat(http().send(Optional.empty(), "PUT", "sys/policies/acl/elsewhere/x", token, "{\"policy\":\"\"}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void keepsWhatWasWrittenOverAStopAndOverACrash() {
        write("kept", http().login(operator));
        vault.stop();
        vault.start();
        assertThat(read("kept")).contains("\"what\":\"kept\"");
        vault.kill9();
        vault.start();

        assertThat(read("kept")).contains("\"what\":\"kept\"");
    }

    @Test
    void isClosedForEverybodyWhenItIsSealedUntilItIsStartedAgain() {
        var token = http().login(operator);

        vault.seal(operator);

        assertThat(write("c", token)).isEqualTo(503);
        assertThat(vault.isReady()).isFalse();
        vault.stop();
        vault.start();
        assertThat(write("c", token)).isEqualTo(200);
    }

    @Test
    void writesEveryRequestToItsAuditLogAndNoSecret() throws Exception {
        var token = http().login(operator);
        write("audited-path", token);

        assertThat(Files.readString(vault.settings().auditLog())).contains("audited-path").doesNotContain(token)
                .doesNotContain("what\":\"audited-path");
    }

    @Test
    void showsARenewedCertificateToTheNextWhoConnects() {
        var renewed = issue(authority, "vault");

        vault.renew(renewed);

        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(servedSerial()).contains(renewed.certificate().getSerialNumber()));
    }

    @Test
    void keepsItsFolderForItsOwnerAloneAndItsSealKeyOutOfTheStorage() throws Exception {
        assertThat(mode(vault.settings().folder())).isEqualTo("rwx------");
        assertThat(mode(vault.settings().keys().resolve("seal.key"))).isEqualTo("rw-------");
        assertThat(mode(vault.settings().auditLog())).isEqualTo("rw-------");
        assertThat(vault.settings().data().resolve("seal.key")).doesNotExist();
    }

    @Test
    void saysWhyItDidNotStartAndWhatToDo() throws Exception {
        try (var taken = new ServerSocket(ports.port(1), 1, InetAddress.getLoopbackAddress())) {
            var other = server("other", taken.getLocalPort());

            assertThatThrownBy(other::start).isInstanceOf(VaultNotReadyException.class)
                    .hasMessageContaining("ended with exit code 1").hasMessageContaining("address already in use")
                    .hasMessageContaining("choose another");
            assertThat(other.isAlive()).isFalse();
        }
    }

    @Test
    void aProgramThatIsNamedAndIsNotThereIsAnErrorAndNoReasonToDoWithout() {
        assertThatThrownBy(() -> VaultProgram.find(Map.of("GATEHOUSE_BAO", folder.resolve("none").toString())))
                .hasMessageContaining("is no program");
        assertThat(VaultProgram.find(Map.of("PATH", folder.toString()))).isEmpty();
    }

    private static VaultServer server(String name, int port) {
        return new VaultServer(VaultProgram.find().orElseThrow(), new VaultSettings(folder.resolve(name),
                folder.resolve("logs/" + name + ".log"), port, REALM, issue(authority, "vault"), authority.certificatePem()));
    }

    private static VaultHttp http() {
        return new VaultHttp(vault.settings());
    }

    /** A mount for the first. */
    private static int write(String path, String token) {
        http().send(Optional.empty(), "POST", "sys/mounts/%s/kv".formatted(REALM), token,
                "{\"type\":\"kv\",\"options\":{\"version\":\"2\"}}");
        return http().send(Optional.empty(), "POST", "%s/kv/data/%s".formatted(REALM, path), token,
                "{\"data\":{\"what\":\"%s\"}}".formatted(path)).statusCode();
    }

    private static String read(String path) {
        return http().send(Optional.empty(), "GET", "%s/kv/data/%s".formatted(REALM, path), http().login(operator), "").body();
    }

    private static Optional<BigInteger> servedSerial() {
        return ServedCertificate.serial(vault.settings().port());
    }

    private static PemIdentity issue(CertificateAuthority issuer, String name) {
        return issuer.issue(CertificateRequest.service(REALM, name, Validity.of(Duration.ofHours(1), Instant.now())));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
