package dev.gatehouse.demo.issuer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.Command;
import dev.gatehouse.demo.estate.FreePorts;
import dev.gatehouse.demo.estate.GuardedProcess;
import dev.gatehouse.demo.estate.Validity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The issuer in a process of its own. */
class IssuerMainTest {
    private final Validity today = Validity.of(Duration.ofHours(1), Instant.now());
    private final CertificateAuthority authority = CertificateAuthority.create("platform", today);
    private final Visitor visitor = new Visitor(authority.certificatePem());

    @TempDir
    private Path folder;

    @Test
    void givesATokenForTheSecretThatItLeftForTheClientAlone() throws Exception {
        try (var ports = FreePorts.claim(19_700, 10, 50); var process = start(ports.port(0))) {
            var secret = folder.resolve("resident-ada");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(secret) && Files.size(secret) > 0);

            assertThat(process.isAlive()).isTrue();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
            assertThat(visitor.ask(URI.create("https://localhost:%d/oauth2/token".formatted(ports.port(0))),
                    Visitor.basic("resident-ada", Files.readString(secret)), "grant_type=client_credentials").body())
                    .contains("access_token");
        }
    }

    private GuardedProcess start(int port) throws IOException {
        authority.issue(CertificateRequest.serverOnly("issuer", today)).write(folder);
        var settings = Files.writeString(folder.resolve("issuer.properties"), """
                url=https://localhost:%1$d
                address=127.0.0.1
                port=%1$d
                audience=user-actions
                residents=ada@block-a, ben@block-b
                identity=%2$s
                secrets=%2$s
                """.formatted(port, folder));
        return GuardedProcess.start(Command.of(folder.resolve("issuer.log"),
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                        System.getProperty("java.class.path"), IssuerMain.class.getName(), settings.toString())));
    }
}
