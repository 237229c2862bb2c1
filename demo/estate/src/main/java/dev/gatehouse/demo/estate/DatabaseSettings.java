package dev.gatehouse.demo.estate;

import java.nio.file.Path;

/**
 * What a database server needs to start.
 *
 * @param folder its data, its key and its configuration; a server started again on the same folder has the same rows
 * @param log file that it logs to
 * @param port of TLS 1.3 with client certificates, and of nothing else
 * @param server its own identity, good for {@code localhost}
 * @param trustedCertificate PEM of the one authority whose certificates may connect
 */
public record DatabaseSettings(Path folder, Path log, int port, PemIdentity server, String trustedCertificate) {
    /** The role of whoever makes schemas and roles: the common name of its certificate. */
    public static final String OPERATOR = "operator";
    /** The one database, in which each service has a schema of its own. */
    public static final String NAME = "gatehouse";

    public DatabaseSettings {
        folder = folder.toAbsolutePath();
        log = log.toAbsolutePath();
    }

    /** Without credentials; the driver wants the host's name as in the server's certificate. */
    public String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s".formatted(port, NAME);
    }

    Path data() {
        return folder.resolve("data");
    }
}
