package dev.gatehouse.demo.estate;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DatabaseTest {
    private static final String REALM = "local-demo";

    @TempDir
    private static Path folder;
    private static PortBlock ports;
    private static Database database;
    private static CertificateAuthority authority;

    @BeforeAll
    static void startDatabase() {
        ports = FreePorts.claim(24000, 10, 20);
        authority = CertificateAuthority.create("Services", Validity.of(Duration.ofHours(1), InstantSource.system().instant()));
        database = new Database(new DatabaseSettings(folder.resolve("database"), folder.resolve("logs/database.log"),
                ports.port(0), issue(authority, "database"), authority.certificatePem())).start();
    }

    @AfterAll
    static void stopDatabase() {
        database.close();
        ports.close();
    }

    @Test
    void takesTheCommonNameForTheRole() throws Exception {
        try (var operator = connect("operator", identity("operator"))) {
            assertThat(Sql.value(operator, "SELECT current_user || ' ' || current_database()")).isEqualTo("operator gatehouse");
            assertThat(Sql.value(operator, "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void refusesACertificateThatNamesAnotherRole() {
        assertThatThrownBy(() -> connect("operator", identity("billing"))).isInstanceOf(SQLException.class)
                .hasMessageContaining("certificate authentication failed");
    }

    @Test
    void refusesACertificateOfAForeignAuthority() {
        var foreign = CertificateAuthority.create("Foreign", Validity.of(Duration.ofHours(1), InstantSource.system().instant()));

        assertThatThrownBy(() -> connect("operator", identity(foreign, "operator"))).isInstanceOf(SQLException.class);
    }

    @Test
    void hasNoDoorWithoutTls() {
        assertThatThrownBy(() -> DriverManager.getConnection(database.settings().jdbcUrl() + "?user=operator&sslmode=disable"))
                .hasMessageContaining("no encryption");
    }

    @Test
    void hasNoDoorWithoutACertificate() {
        assertThatThrownBy(() -> DriverManager.getConnection(
                database.settings().jdbcUrl() + "?user=operator&sslmode=require&sslcert=" + folder.resolve("none")))
                .hasMessageContaining("certificate");
    }

    @Test
    void letsNobodyIntoItsDatabasesWhoWasNotGivenThem() throws Exception {
        try (var operator = connect("operator", identity("operator"))) {
            Sql.run(operator, "CREATE ROLE visitor LOGIN");
        }

        assertThatThrownBy(() -> connect("visitor", identity("visitor"))).hasMessageContaining("permission denied for database");
    }

    @Test
    void keepsWhatWasCommittedOverAStopAndOverACrash() throws Exception {
        write("CREATE TABLE kept (word text)");
        write("INSERT INTO kept VALUES ('before the stop')");
        database.stop();
        database.start();
        write("INSERT INTO kept VALUES ('before the crash')");
        database.kill9();
        database.start();

        try (var operator = connect("operator", identity("operator"))) {
            assertThat(Sql.value(operator, "SELECT string_agg(word, ', ') FROM kept"))
                    .isEqualTo("before the stop, before the crash");
        }
    }

    @Test
    void writesToTheDiskBeforeItAcknowledges() throws Exception {
        try (var operator = connect("operator", identity("operator"))) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes"))
                assertThat(Sql.value(operator, "SHOW " + setting)).as(setting).isEqualTo("on");
        }
    }

    @Test
    void showsARenewedCertificateToTheNextWhoConnects() throws Exception {
        var renewed = issue(authority, "database");
        try (var old = connect("operator", identity("operator"))) {
            database.renew(renewed, authority.certificatePem());

            await().atMost(5, SECONDS)
                    .untilAsserted(() -> assertThat(servedSerial()).isEqualTo(renewed.certificate().getSerialNumber()));
            assertThat(Sql.value(old, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void keepsItsFolderForItsOwnerAlone() throws Exception {
        var data = database.settings().data();

        assertThat(mode(data)).isEqualTo("rwx------");
        assertThat(mode(data.resolve("server.key"))).isEqualTo("rw-------");
    }

    @Test
    void saysWhyItDidNotStartAndWhatToDo() throws Exception {
        try (var taken = new ServerSocket(ports.port(1), 1, InetAddress.getLoopbackAddress())) {
            var other = new Database(new DatabaseSettings(folder.resolve("other"), folder.resolve("logs/other.log"),
                    taken.getLocalPort(), issue(authority, "database"), authority.certificatePem()));

            assertThatThrownBy(other::start).isInstanceOf(DatabaseNotReadyException.class)
                    .hasMessageContaining("ended with exit code 1").hasMessageContaining("Address already in use")
                    .hasMessageContaining("choose another");
            assertThat(other.isAlive()).isFalse();
        }
    }

    private static java.math.BigInteger servedSerial() throws Exception {
        return TlsProbe.postgresSerial(database.settings().port());
    }

    private static void write(String statement) throws SQLException {
        try (var operator = connect("operator", identity("operator"))) {
            Sql.run(operator, statement);
        }
    }

    private static Connection connect(String role, Path identity) throws SQLException {
        return Sql.connect(database.settings(), role, identity);
    }

    private static Path identity(String name) {
        return identity(authority, name);
    }

    private static Path identity(CertificateAuthority issuer, String name) {
        try {
            var files = Files.createTempDirectory(folder, name);
            issue(issuer, name).write(files);
            PrivateFiles.write(files.resolve("ca.pem"), authority.certificatePem());
            return files;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static PemIdentity issue(CertificateAuthority issuer, String name) {
        return issuer.issue(
                CertificateRequest.service(REALM, name, Validity.of(Duration.ofHours(1), InstantSource.system().instant())));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
