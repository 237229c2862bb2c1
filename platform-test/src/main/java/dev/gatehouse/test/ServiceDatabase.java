package dev.gatehouse.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.Database;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.FreePorts;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.PrivateFiles;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.names.ServiceName;

/**
 * A real PostgreSQL, and in it a role and a schema of a service, as the operator's {@code apply} and the start of the service
 * leave them. One server for all tests of a JVM, started at first use; it ends with the JVM.
 */
public final class ServiceDatabase {
    private static final int PORT_BASE = 25000;
    private static final int PORTS = 2;
    private static final int BLOCKS = 200;
    private static final String REALM = "local-demo";

    private ServiceDatabase() {}

    /** Connections as the service, with the platform's tables and those of {@code db/migration} on the class path. */
    public static DataSource of(String service) {
        try (var operator = Server.ONLY.connections(DatabaseSettings.OPERATOR).getConnection()) {
            apply(operator, service);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var connections = Server.ONLY.connections(service);
        migrate(connections, "classpath:db/gatehouse", "gatehouse_schema_history");
        migrate(connections, "classpath:db/migration", "flyway_schema_history");
        var pool = new HikariDataSource();
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(6);
        return pool;
    }

    private static void apply(Connection operator, String service) {
        var left = new DatabaseReconciler(operator, List.of(new ServiceName(service))).apply(done -> {});
        if (!left.isEmpty())
            throw new IllegalStateException("the operator could not prepare the database: " + left);
    }

    private static void migrate(DataSource connections, String location, String history) {
        Flyway.configure().dataSource(connections).locations(location).table(history).load().migrate();
    }

    private record Server(Path folder, CertificateAuthority authority, Database database) {
        static final Server ONLY = start();

        private static Server start() {
            var ports = FreePorts.claim(PORT_BASE, PORTS, BLOCKS);
            var folder = temporaryFolder();
            var authority = CertificateAuthority.create("Services of a test", validity());
            var settings = new DatabaseSettings(folder.resolve("database"), folder.resolve("database.log"), ports.port(0),
                    identity(authority, "database"), authority.certificatePem());
            var server = new Server(folder, authority, new Database(settings));
            Runtime.getRuntime().addShutdownHook(new Thread(server::end, "service-database-end"));
            server.database.start();
            return server;
        }

        private void end() {
            database.kill9();
            PrivateFiles.deleteAll(folder);
        }

        DriverManagerDataSource connections(String role) {
            var files = folder.resolve(role);
            identity(authority, role).write(files);
            PrivateFiles.write(files.resolve("ca.pem"), authority.certificatePem());
            var properties = new Properties();
            properties.setProperty("user", role);
            properties.setProperty("sslmode", "verify-full");
            properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
            properties.setProperty("sslkey", files.resolve("key.pem").toString());
            properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
            properties.setProperty("pemKeyAlgorithm", "EC");
            return new DriverManagerDataSource(database.settings().jdbcUrl(), properties);
        }

        private static PemIdentity identity(CertificateAuthority authority, String name) {
            return authority.issue(CertificateRequest.service(REALM, name, validity()));
        }

        private static Validity validity() {
            return Validity.of(Duration.ofHours(24), Instant.now());
        }

        private static Path temporaryFolder() {
            try {
                return Files.createTempDirectory("gatehouse-database");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
