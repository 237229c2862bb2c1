package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;

import dev.gatehouse.authorization.jdbc.DatabaseFailedException;
import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.names.ServiceName;

/**
 * Makes in a new database what {@code gatehouse apply} would, as the operator.
 *
 * @param data folder with {@code ca.pem} and the operator's identity
 */
record DatabaseRoles(Path data, String url) {
    private static final String SECONDS = "10";

    /** @throws DatabaseFailedException when the database says no */
    void make(Collection<ServiceName> services) {
        try (var connection = connect()) {
            var left = new DatabaseReconciler(connection, services, Set.of()).apply(done -> {
                // All of it is new.
            });
            if (!left.isEmpty())
                throw new IllegalStateException("the database is not as the catalog says: " + left);
        } catch (SQLException unreachable) {
            throw new IllegalStateException("the database does not let the operator in", unreachable);
        }
    }

    /** Over TLS 1.3, with the operator's certificate as it is now. */
    Connection connect() throws SQLException {
        var identity = data.resolve("identities").resolve(Identities.OPERATOR);
        var properties = new Properties();
        properties.setProperty("user", Identities.OPERATOR);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", identity.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", identity.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", data.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "gatehouse-demo");
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(url, properties);
    }
}
