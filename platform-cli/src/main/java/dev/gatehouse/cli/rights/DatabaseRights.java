package dev.gatehouse.cli.rights;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;

import dev.gatehouse.authorization.jdbc.DatabaseFailedException;
import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.names.ServiceName;

/** Roles and schemas in the database of a target, over TLS 1.3 with the operator's certificate. */
record DatabaseRights(Target target, String url, Catalog catalog, Set<ServiceName> revoked, Duration patience) {
    /** @throws CommandFailedException when the database gives no answer, or says no */
    <T> T use(Function<DatabaseReconciler, T> work) {
        try (var connection = connect()) {
            return work.apply(new DatabaseReconciler(connection, catalog.services(), revoked));
        } catch (SQLException e) {
            throw unreachable(e);
        } catch (DatabaseFailedException e) {
            if (e.isUnreachable())
                throw unreachable(e);
            throw new CommandFailedException(ExitCode.DIFFERENCE, String.valueOf(e.getMessage()),
                    "Use the identity that made the database, a superuser of it", e);
        }
    }

    private Connection connect() throws SQLException {
        var seconds = Long.toString(patience.toSeconds());
        var properties = new Properties();
        properties.setProperty("user", PlatformOption.OPERATOR);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", target.certificate().toString());
        properties.setProperty("sslkey", target.key().toString());
        properties.setProperty("sslrootcert", target.ca().toString());
        properties.setProperty("pemKeyAlgorithm", algorithm());
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", "gatehouse-cli");
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url, properties);
    }

    private String algorithm() {
        try {
            var pem = Target.readable(target.certificate()).getBytes(StandardCharsets.US_ASCII);
            var leaf = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem));
            return leaf.getPublicKey().getAlgorithm();
        } catch (CertificateException e) {
            throw new CommandFailedException(ExitCode.USAGE, "%s is no certificate".formatted(target.certificate()),
                    "See that the certificate of the target is a PEM file", e);
        }
    }

    private CommandFailedException unreachable(Exception cause) {
        return new CommandFailedException(ExitCode.UNREACHABLE, "the database does not let anybody in",
                "See that a database listens at %s, as %s says, and trusts the operator's certificate".formatted(url,
                        target.file()),
                cause);
    }
}
