package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Connections to a database for tests. */
final class Sql {
    private Sql() {}

    static Connection connect(DatabaseSettings settings, String role, Path identity) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", identity.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", identity.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", identity.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        properties.setProperty("connectTimeout", "5");
        return DriverManager.getConnection(settings.jdbcUrl(), properties);
    }

    static String value(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    static void run(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
