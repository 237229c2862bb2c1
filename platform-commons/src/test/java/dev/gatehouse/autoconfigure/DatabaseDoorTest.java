package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.zaxxer.hikari.HikariConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.CertificateRequest.Use;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.demo.estate.VersionedFolder;
import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.ServiceIdentity;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.ServiceName;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A service at the door of the real database. */
class DatabaseDoorTest {
    private static final ServiceName CLERK = new ServiceName("clerk");

    @TempDir
    private Path folder;
    private CurrentIdentity current;
    private DatabaseDoor door;

    @BeforeEach
    void open() {
        TestDatabase.prepare("clerk");
        current = new CurrentIdentity(identity(Office.ESTATE.identity("clerk"), Office.ESTATE.authority()));
        door = door(TestDatabase.url());
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void isItselfByItsCertificateOverTls13() throws SQLException {
        assertThat(asked("SELECT current_user || ' ' || version FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                .isEqualTo("clerk TLSv1.3");
    }

    @Test
    void showsTheIdentityThatCountsNowOnEachNewConnection() throws SQLException {
        var good = current.get();
        current.replaceWith(identity(Office.ESTATE.identity("notary"), Office.ESTATE.authority()));
        assertThatThrownBy(() -> asked("SELECT 1")).hasMessageContaining("certificate authentication failed");

        current.replaceWith(good);
        assertThat(asked("SELECT 1")).isEqualTo("1");
    }

    @Test
    void trustsNoDatabaseOfAnotherAuthority() {
        current.replaceWith(identity(Office.ESTATE.identity("clerk"), Office.ESTATE.foreignAuthority()));

        assertThatThrownBy(() -> asked("SELECT 1")).hasStackTraceContaining("PKIX path");
    }

    @Test
    void trustsNoDatabaseOfAnotherName() {
        var database = Office.ESTATE.database();
        var nameless = Office.ESTATE.authority().issue(new CertificateRequest("database", Optional.empty(), List.of(), List.of(),
                List.of(), EnumSet.allOf(Use.class), Office.ESTATE.validity()));
        try {
            database.renew(nameless, Office.ESTATE.authority().certificatePem());

            await().atMost(10, SECONDS).untilAsserted(() -> assertThatThrownBy(() -> asked("SELECT 1"))
                    .hasStackTraceContaining("No name matching localhost found"));
        } finally {
            database.renew(Office.ESTATE.identity("database"), Office.ESTATE.authority().certificatePem());
        }
        await().atMost(10, SECONDS).ignoreExceptions().until(() -> asked("SELECT 1").equals("1"));
    }

    @Test
    void noConnectionOutlivesHalfOfItsCertificate() {
        var pool = new HikariConfig();
        var brief = Office.ESTATE.authority().issue(CertificateRequest.service(Office.ESTATE.realm(), "clerk",
                Validity.of(Duration.ofMinutes(10), Instant.now())));
        current.replaceWith(identity(brief, Office.ESTATE.authority()));

        door.tell(pool);

        assertThat(pool.getMaxLifetime()).isBetween(240_000L, 330_000L);
        assertThat(pool.getPassword()).isNull();
    }

    private DatabaseDoor door(String url) {
        return new DatabaseDoor(new DatabaseAddress(url), CLERK, current);
    }

    private String asked(String sql) throws SQLException {
        try (var connection = door.migrations().getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private ServiceIdentity identity(PemIdentity pem, CertificateAuthority trusted) {
        new VersionedFolder(folder.resolve("identity")).write(
                Map.of("certificate.pem", pem.certificates(), "key.pem", pem.key(), "ca.pem", trusted.certificatePem(),
                        "identity.json", "{\"format\":1,\"realm\":\"%s\",\"service\":\"clerk\"}".formatted(Office.REALM)));
        return new LocalIdentity(folder, Office.REALM).read();
    }
}
