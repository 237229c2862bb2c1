package dev.gatehouse.cli.rights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;
import dev.gatehouse.demo.estate.Estate;

import static org.assertj.core.api.Assertions.assertThat;

/** Plan, apply and verify of a target with a database; only what they say of that. */
class DatabaseCommandsTest {
    private static final Estate ESTATE = Estate.shared();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aTargetWithADatabase() throws Exception {
        Kitchen.write(folder);
        Files.createDirectories(folder.resolve("data/directory"));
        Kitchen.target(folder, ESTATE, "\"database\":{\"url\":\"%s\"}".formatted(ESTATE.database().settings().jdbcUrl()));
        assertThat(typed("apply", "--max-removals", "100").code()).isZero();
    }

    @Test
    void applyingAgainDoesNothing() {
        assertThat(typed("apply").out()).isEqualTo("Nothing to do.\n");
        assertThat(typed("verify").code()).isZero();
    }

    @Test
    void planAndVerifyNameWhatSomebodyChangedAndApplyMendsIt() throws SQLException {
        alter("ALTER ROLE baker CREATEDB");

        assertThat(typed("plan").code()).isOne();
        assertThat(typed("verify").out()).contains("Database:", "~ role baker may make databases", "in the database 1");
        assertThat(typed("verify", "--json").out()).contains("\"same\":false", "[\"role baker may make databases\"]");
        assertThat(typed("apply", "--dry-run").code()).isOne();
        assertThat(typed("apply").out()).contains("done: mended: role baker may make databases");
        assertThat(typed("verify").code()).isZero();
    }

    @Test
    void aFormerServiceLosesItsLoginAndKeepsItsRowsUntilSomebodyMeansIt() throws SQLException {
        alter("CREATE ROLE waiter LOGIN; CREATE SCHEMA waiter AUTHORIZATION waiter; CREATE TABLE waiter.tips (cents int)");

        assertThat(typed("apply", "--delete", "--service", "waiter", "--dry-run").out())
                .contains("- role waiter can log in, as of a former service");
        assertThat(typed("apply", "--delete", "--service", "waiter").out()).contains("done: ended: role waiter can log in",
                "its schema waiter with 1 tables and their rows", "DROP OWNED BY \"waiter\" CASCADE; DROP ROLE \"waiter\";");
        assertThat(typed("apply", "--delete", "--service", "waiter", "--dry-run").code()).isZero();

        alter("SELECT * FROM waiter.tips; DROP OWNED BY \"waiter\" CASCADE; DROP ROLE \"waiter\"");
        assertThat(typed("apply", "--delete", "--service", "waiter").out()).isEqualTo("Nothing to do.\n");
    }

    private void alter(String sql) throws SQLException {
        var files = ESTATE.identityFolder("operator");
        var properties = new Properties();
        properties.setProperty("user", "operator");
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        try (var connection = DriverManager.getConnection(ESTATE.database().settings().jdbcUrl(), properties);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Typed typed(String verb, String... more) {
        var words = new ArrayList<>(
                List.of(verb, "--catalog", folder.toString(), "--target", folder.resolve("target.json").toString()));
        words.addAll(List.of(more));
        return Typed.of(words.toArray(String[]::new));
    }
}
