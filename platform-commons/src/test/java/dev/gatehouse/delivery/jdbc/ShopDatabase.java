package dev.gatehouse.delivery.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

import javax.sql.DataSource;

import org.postgresql.Driver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.Estate;

/** A role and a schema of its own in the estate's database, with the tables of the outbox. */
final class ShopDatabase {
    private final Estate estate;
    private final String role;

    ShopDatabase(Estate estate, String role) {
        this.estate = estate;
        this.role = role;
        asOperator("CREATE ROLE \"%1$s\" LOGIN; GRANT CONNECT ON DATABASE gatehouse TO \"%1$s\"; ".formatted(role)
                + "CREATE SCHEMA \"%1$s\" AUTHORIZATION \"%1$s\"; ALTER ROLE \"%1$s\" SET search_path = \"%1$s\""
                        .formatted(role));
        JdbcClient.create(connections()).sql(migration()).update();
    }

    /** A connection each time, as the role. */
    DataSource connections() {
        return connections(role);
    }

    /** A superuser in the role's schema. */
    JdbcClient operator() {
        return JdbcClient.create(connections(DatabaseSettings.OPERATOR));
    }

    private DataSource connections(String name) {
        return new SimpleDriverDataSource(new Driver(), estate.database().settings().jdbcUrl(), properties(name));
    }

    private Properties properties(String name) {
        var files = estate.identityFolder(name);
        var properties = new Properties();
        properties.setProperty("user", name);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("currentSchema", role);
        return properties;
    }

    void asOperator(String sql) {
        try (Connection connection = connections(DatabaseSettings.OPERATOR).getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String migration() {
        try (var in = ShopDatabase.class.getResourceAsStream("/db/gatehouse/V1__outbox.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
