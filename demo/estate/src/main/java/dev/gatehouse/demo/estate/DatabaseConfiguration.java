package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The server's configuration, its rules of who may connect, and the key files that it names.
 *
 * @param folder to write them to
 * @param isElsewhere whether who comes from this machine comes from another one, as it looks to the server
 */
record DatabaseConfiguration(DatabaseSettings settings, Path folder, boolean isElsewhere) {
    /** A certificate's common name is the role, exactly; whoever has no certificate, or no TLS, has no line. */
    private static final String WHO = """
            hostssl  all          all  %1$s  cert
            hostssl  all          all  %2$s       cert
            hostssl  replication  %3$s  %1$s  cert
            hostssl  replication  %3$s  %2$s       cert
            """;

    /** Where it serves this machine alone. */
    DatabaseConfiguration(DatabaseSettings settings) {
        this(settings, settings.data(), false);
    }

    void write() {
        writeKeys();
        PrivateFiles.write(folder.resolve("pg_hba.conf"), who());
        PrivateFiles.write(folder.resolve("postgresql.conf"), values().entrySet().stream()
                .map(value -> "%s = '%s'\n".formatted(value.getKey(), value.getValue())).collect(Collectors.joining()));
    }

    /** Read by the server when it starts, and when it is told to read them again. */
    void writeKeys() {
        PrivateFiles.write(folder.resolve("server.key"), settings.server().key());
        PrivateFiles.write(folder.resolve("server.crt"), settings.server().certificates());
        PrivateFiles.write(folder.resolve("clients-ca.crt"), settings.trustedCertificate());
    }

    private String who() {
        return isElsewhere
                ? WHO.formatted("0.0.0.0/0", "::/0", DatabaseSettings.OPERATOR)
                : WHO.formatted("127.0.0.1/32", "::1/128", DatabaseSettings.OPERATOR);
    }

    private Map<String, String> values() {
        var all = new LinkedHashMap<String, String>();
        all.put("listen_addresses", isElsewhere ? "*" : "localhost");
        all.put("port", "" + settings.port());
        // A socket in a folder would be a door without a certificate.
        all.put("unix_socket_directories", "");
        all.put("ssl", "on");
        all.put("ssl_cert_file", "server.crt");
        all.put("ssl_key_file", "server.key");
        all.put("ssl_ca_file", "clients-ca.crt");
        all.put("ssl_min_protocol_version", "TLSv1.3");
        // What was acknowledged is on the disk, in the demo and in tests too.
        all.put("fsync", "on");
        all.put("synchronous_commit", "on");
        all.put("full_page_writes", "on");
        all.put("shared_buffers", "64MB");
        all.put("max_connections", "60");
        all.put("max_parallel_workers", "0");
        all.put("jit", "off");
        all.put("log_timezone", "UTC");
        all.put("timezone", "UTC");
        all.put("log_line_prefix", "%m %q%u ");
        // A statement's parameters may be somebody's data.
        all.put("log_parameter_max_length", "0");
        all.put("log_parameter_max_length_on_error", "0");
        all.put("log_min_error_statement", "panic");
        return all;
    }
}
