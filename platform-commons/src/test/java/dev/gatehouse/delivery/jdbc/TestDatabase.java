package dev.gatehouse.delivery.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.authorization.jdbc.Mending;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.names.ServiceName;

/** The shared database, past the platform: as its operator, or as any role whose certificate one has. */
public final class TestDatabase {
    private TestDatabase() {}

    /** Without credentials. */
    public static String url() {
        return Estate.shared().database().settings().jdbcUrl();
    }

    /** Roles and schemas, as the operator's apply leaves them. */
    public static void prepare(String... services) {
        try (var operator = connect("operator")) {
            List<Mending> left = new DatabaseReconciler(operator, Stream.of(services).map(ServiceName::new).toList(), Set.of())
                    .apply(done -> {});
            if (!left.isEmpty())
                throw new AssertionError(left);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    public static Connection connect(String role) throws SQLException {
        return dataSource(role).getConnection();
    }

    /** A new connection each time. */
    public static DriverManagerDataSource dataSource(String role) {
        var files = Estate.shared().identityFolder(role);
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        return new DriverManagerDataSource(url(), properties);
    }

    public static void run(String role, String sql) {
        try (var connection = connect(role); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The first column of the first row, as text. */
    public static String value(String role, String sql) {
        try (var connection = connect(role);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.next() ? String.valueOf(result.getString(1)) : "nothing";
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
