package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A database for tests that need no broker: one for each JVM, started at first use and taken away with its folder when the JVM
 * ends. One thread at a time.
 */
public final class SharedDatabase {
    private static final int PORT_BASE = 21000;
    private static final int PORTS = 10;
    private static final int BLOCKS = 200;
    private static final String REALM = "local-demo";

    private final Path folder;
    private final Validity validity = Validity.of(Duration.ofHours(24), Instant.now());
    private final CertificateAuthority authority = CertificateAuthority.create("Local demo services", validity);
    private final PortBlock ports = FreePorts.claim(PORT_BASE, PORTS, BLOCKS);
    private final Database database;

    private SharedDatabase(Path folder) {
        this.folder = folder;
        this.database = new Database(new DatabaseSettings(folder.resolve("database"), folder.resolve("database.log"),
                ports.port(2), issue("database"), authority.certificatePem()));
    }

    public static SharedDatabase get() {
        return Holder.SHARED;
    }

    /** Running, unless a test has ended it. */
    public Database database() {
        return database;
    }

    /** {@code certificate.pem}, {@code key.pem} and {@code ca.pem} of a service or of the operator, in a folder of its own. */
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
        static final SharedDatabase SHARED = start();

        private static SharedDatabase start() {
            try {
                var shared = new SharedDatabase(Files.createTempDirectory("gatehouse-database"));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    shared.database.kill9();
                    PrivateFiles.deleteAll(shared.folder);
                    shared.ports.close();
                }, "database-end"));
                shared.database.start();
                return shared;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
