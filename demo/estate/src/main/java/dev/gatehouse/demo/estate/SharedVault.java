package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A Vault for tests that need no broker: one for each JVM, started at first use and taken away with its folder when the JVM
 * ends; absent where there is no program to start. One thread at a time.
 */
public final class SharedVault {
    /** Not a local one: what is tried here has to hold in every realm. */
    public static final String REALM = "estate-test";
    /** For whoever skips a test; says what to do. */
    public static final String ABSENT = "SKIPPED: there is no bao program on this machine, so nothing is tried on a real Vault; run .ci/install-openbao, and name its file in GATEHOUSE_BAO";

    private static final int PORT_BASE = 21000;
    private static final int PORTS = 10;
    private static final int BLOCKS = 200;

    private final Path folder;
    private final Validity validity = Validity.of(Duration.ofHours(24), Instant.now());
    private final CertificateAuthority authority = CertificateAuthority.create("Vault's surroundings", validity);
    private final PortBlock ports = FreePorts.claim(PORT_BASE, PORTS, BLOCKS);
    private final VaultServer server;

    private SharedVault(Path program, Path folder) {
        this.folder = folder;
        this.server = new VaultServer(program,
                new VaultSettings(folder.resolve("vault"), folder.resolve("vault.log"), ports.port(3), REALM,
                        issue("vault"), authority.certificatePem()));
    }

    /** Whether there is a program to start; starts nothing. */
    public static boolean isThere() {
        return VaultProgram.find().isPresent();
    }

    public static Optional<SharedVault> get() {
        return Holder.SHARED;
    }

    /** Running, unless a test has ended it. */
    public VaultServer server() {
        return server;
    }

    /** Of the server, the operator, and whoever a test lets in by it. */
    public CertificateAuthority authority() {
        return authority;
    }

    /** {@code certificate.pem}, {@code key.pem} and {@code ca.pem} of the operator or of somebody else, in a folder of its own. */
    public Path identityFolder(String name) {
        var files = folder.resolve("identities").resolve(name);
        if (!Files.exists(files.resolve("ca.pem"))) {
            issue(name).write(files);
            PrivateFiles.write(files.resolve("ca.pem"), authority.certificatePem());
        }
        return files;
    }

    private PemIdentity issue(String name) {
        return authority.issue(CertificateRequest.service(REALM, name, validity));
    }

    private static final class Holder {
        static final Optional<SharedVault> SHARED = VaultProgram.find().map(Holder::start);

        private static SharedVault start(Path program) {
            try {
                var shared = new SharedVault(program, Files.createTempDirectory("gatehouse-vault"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    shared.server.kill9();
                    PrivateFiles.deleteAll(shared.folder);
                    shared.ports.close();
                }, "vault-end"));
                shared.server.start();
                return shared;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
