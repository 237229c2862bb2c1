package dev.gatehouse.demo.estate;

import java.nio.file.Path;

/**
 * What an OpenBao server needs to start.
 *
 * @param folder its storage, its audit log, its keys and its configuration; a server started again on the same folder holds the
 *        same
 * @param log file that it logs to
 * @param port of TLS 1.3; a client certificate is asked for, and needed only by whoever logs in with one
 * @param realm of the mounts that the operator may make, and of the operator itself
 * @param server its own identity, good for {@code localhost}
 * @param trustedCertificate PEM of the authority that issued the operator's certificate
 */
public record VaultSettings(Path folder, Path log, int port, String realm, PemIdentity server, String trustedCertificate) {
    /** Who makes mounts, policies and roles: common name of its certificate, and its role at the mount for certificates. */
    public static final String OPERATOR = "operator";

    public VaultSettings {
        folder = folder.toAbsolutePath();
        log = log.toAbsolutePath();
        if (!realm.matches("[a-z][a-z0-9-]{0,62}"))
            throw new IllegalArgumentException("realm '%s' is not legal: a letter, then a-z, 0-9 and '-'".formatted(realm));
    }

    public String url() {
        return "https://localhost:" + port;
    }

    /** One JSON line for each request and each answer, every value in it as an HMAC. */
    public Path auditLog() {
        return folder.resolve("audit.log");
    }

    /** Encrypted by a key that the seal key wraps, which lies elsewhere: a copy of this folder alone opens nothing. */
    public Path data() {
        return folder.resolve("data");
    }

    Path keys() {
        return folder.resolve("keys");
    }
}
