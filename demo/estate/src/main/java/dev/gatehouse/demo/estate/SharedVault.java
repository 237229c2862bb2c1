package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Grounds grounds;
    private final VaultServer server;

    private SharedVault(Path program, Grounds grounds) {
        this.grounds = grounds;
        this.server = new VaultServer(program,
                new VaultSettings(grounds.file("vault"), grounds.file("vault.log"), grounds.port(3),
                        REALM, grounds.issue("vault"), grounds.authority().certificatePem()));
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
        return grounds.authority();
    }

    /** {@code certificate.pem}, {@code key.pem} and {@code ca.pem} of the operator or of somebody else, in a folder of its own. */
    public Path identityFolder(String name) {
        return grounds.identityFolder(name);
    }

    private static final class Holder {
        static final Optional<SharedVault> SHARED = VaultProgram.find().map(Holder::start);

        private static SharedVault start(Path program) {
            try {
                var shared = new SharedVault(program,
                        new Grounds(Files.createTempDirectory("gatehouse-vault"), REALM, "Vault's surroundings"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    shared.server.kill9();
                    shared.grounds.leave();
                }, "vault-end"));
                shared.server.start();
                return shared;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
