package dev.gatehouse.demo.estate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** What a server for tests stands on: a folder, ports, an authority, and the identities that it issues. One thread at a time. */
final class Grounds {
    private static final int PORT_BASE = 21000;
    private static final int PORTS = 10;
    private static final int BLOCKS = 200;

    private final Path folder;
    private final String realm;
    private final Validity validity = Validity.of(Duration.ofHours(24), Instant.now());
    private final CertificateAuthority authority;
    private final PortBlock ports = ports();

    Grounds(Path folder, String realm, String authority) {
        this.folder = folder;
        this.realm = realm;
        this.authority = CertificateAuthority.create(authority, validity);
    }

    /** Ten that nobody else on this machine has. */
    static PortBlock ports() {
        return FreePorts.claim(PORT_BASE, PORTS, BLOCKS);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    int port(int number) {
        return ports.port(number);
    }

    CertificateAuthority authority() {
        return authority;
    }

    PemIdentity issue(String name) {
        return authority.issue(CertificateRequest.service(realm, name, validity));
    }

    /** {@code certificate.pem}, {@code key.pem} and {@code ca.pem} of this name, always the same ones, in a folder of its own. */
    Path identityFolder(String name) {
        var files = folder.resolve("identities").resolve(name);
        if (!Files.exists(files.resolve("ca.pem"))) {
            issue(name).write(files);
            PrivateFiles.write(files.resolve("ca.pem"), authority.certificatePem());
        }
        return files;
    }

    /** Nothing of it is left then. */
    void leave() {
        PrivateFiles.deleteAll(folder);
        ports.close();
    }
}
