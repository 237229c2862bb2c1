package dev.gatehouse.demo.estate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The server's configuration and the key files that it names. It unseals itself with a key beside its storage, and at its first
 * start makes one way in: the operator, by its certificate. No root token is left.
 */
record VaultConfiguration(VaultSettings settings) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Until a catalog is applied, which gives the operator a policy of its own making: whatever makes the realm, and no more. */
    private static final String BOOTSTRAP_POLICY = """
            path "sys/mounts/%1$s/+" {
              capabilities = ["create", "read", "update"]
            }
            path "sys/mounts/%1$s/+/tune" {
              capabilities = ["read", "update"]
            }
            path "sys/auth/%1$s/+" {
              capabilities = ["create", "read", "update", "sudo"]
            }
            path "sys/policies/acl/%1$s/+" {
              capabilities = ["create", "read", "update", "delete"]
            }
            path "sys/policies/acl/%1$s" {
              capabilities = ["list"]
            }
            path "sys/audit" {
              capabilities = ["read", "sudo"]
            }
            path "sys/seal" {
              capabilities = ["update", "sudo"]
            }
            path "auth/%1$s/*" {
              capabilities = ["create", "read", "update", "delete", "list"]
            }
            path "%1$s/*" {
              capabilities = ["create", "read", "update", "delete", "list"]
            }
            """;

    Path file() {
        return settings.folder().resolve("vault.hcl");
    }

    void write() {
        PrivateFiles.folder(settings.data());
        writeKeys();
        if (!Files.exists(sealKey()))
            PrivateFiles.write(sealKey(), HexFormat.of().formatHex(random()));
        PrivateFiles.write(file(), text());
    }

    /** Read by the server when it starts, and when it is told to read them again. */
    void writeKeys() {
        PrivateFiles.write(key(), settings.server().key());
        PrivateFiles.write(certificate(), settings.server().certificates());
    }

    private Path key() {
        return settings.keys().resolve("server.key");
    }

    private Path certificate() {
        return settings.keys().resolve("server.crt");
    }

    private Path sealKey() {
        return settings.keys().resolve("seal.key");
    }

    private static byte[] random() {
        var key = new byte[32];
        RANDOM.nextBytes(key);
        return key;
    }

    private String text() {
        return server() + initialisation();
    }

    /**
     * Without a cluster there is no second port. What somebody may hold by mistake for ever ends within a day; batches of 1 000
     * items are to pass.
     */
    private String server() {
        return """
                api_addr = "%s"
                disable_clustering = true
                default_lease_ttl = "1h"
                max_lease_ttl = "24h"
                storage "pebbledb" {
                  path = "%s"
                }
                listener "tcp" {
                  address = "127.0.0.1:%d"
                  tls_cert_file = "%s"
                  tls_key_file = "%s"
                  tls_min_version = "tls13"
                  max_request_json_strings = 20000
                }
                seal "static" {
                  current_key_id = "1"
                  current_key = "file://%s"
                }
                audit "file" "main" {
                  options {
                    file_path = "%s"
                  }
                }
                """.formatted(settings.url(), settings.data(), settings.port(), certificate(), key(), sealKey(),
                settings.auditLog());
    }

    /** Happens once, before the server answers anybody. */
    private String initialisation() {
        return """
                initialize "operator" {
                  request "policy" {
                    operation = "update"
                    path = "sys/policies/acl/%1$s/operator"
                    data = {
                      policy = <<EOT
                %2$sEOT
                    }
                  }
                  request "certificates" {
                    operation = "update"
                    path = "sys/auth/%1$s/cert"
                    data = {
                      type = "cert"
                    }
                  }
                  request "role" {
                    operation = "update"
                    path = "auth/%1$s/cert/certs/%3$s"
                    data = {
                      certificate = <<EOT
                %4$sEOT
                      allowed_common_names = ["%3$s"]
                      allowed_uri_sans = ["spiffe://%1$s/%3$s"]
                      token_policies = ["%1$s/operator"]
                      token_no_default_policy = true
                      token_type = "batch"
                      token_ttl = "15m"
                      token_max_ttl = "15m"
                    }
                  }
                }
                """.formatted(settings.realm(), BOOTSTRAP_POLICY.formatted(settings.realm()), VaultSettings.OPERATOR,
                settings.trustedCertificate());
    }
}
