package dev.gatehouse.authorization.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A kitchen with three services on a real database: each cell of role and schema, and everything that could be wrong. */
@Tag("delivery")
class DatabaseReconcilerTest {
    private static final List<String> SERVICES = List.of("db-oven", "db-sink", "db-stove");
    private Connection operator;
    private DatabaseReconciler reconciler;

    @BeforeEach
    void apply() throws SQLException {
        operator = TestDatabase.connect("operator");
        reconciler = new DatabaseReconciler(operator, services(), Set.of());
        reconciler.apply(done -> {});
    }

    @AfterEach
    void close() throws SQLException {
        operator.close();
    }

    @Test
    void applyingAgainDoesNothing() {
        assertThat(reconciler.difference()).isEmpty();
    }

    @Test
    void aServiceWritesAndReadsItsOwnSchemaAndNobodyElsesIsEvenVisible() {
        SERVICES.forEach(service -> TestDatabase.run(service, "CREATE TABLE IF NOT EXISTS pots (name text)"));
        var cells = new TreeMap<String, String>();
        for (var role : SERVICES)
            for (var schema : SERVICES)
                for (var deed : List.of("SELECT * FROM %s.pots", "INSERT INTO %s.pots VALUES ('x')",
                        "CREATE TABLE %s.more (x int)", "DROP TABLE %s.pots"))
                    cells.put("%s %s".formatted(role, deed.formatted(schema.replace('-', '_'))),
                            stateOf(role, deed.formatted(schema.replace('-', '_'))));

        assertThat(cells).hasSize(36).allSatisfy((cell, state) -> {
            var own = cell.contains(cell.substring(0, cell.indexOf(' ')).replace('-', '_') + ".");
            assertThat(state).as(cell).isEqualTo(own ? "done" : "42501");
        });
    }

    @Test
    void aServiceMakesNeitherRolesNorDatabasesNorSchemasNorTablesForEverybody() {
        var deeds = List.of("CREATE ROLE another", "CREATE DATABASE another", "CREATE SCHEMA another",
                "CREATE TABLE public.another (x int)", "CREATE TEMPORARY TABLE another (x int)", "SET ROLE operator",
                "SET ROLE \"db-sink\"", "COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_read_file('postgresql.conf')",
                "ALTER SCHEMA db_oven RENAME TO another");

        assertThat(deeds).allSatisfy(deed -> assertThat(stateOf("db-oven", deed)).as(deed).isEqualTo("42501"));
    }

    @Test
    void nobodyHoldsAnotherUpForLong() {
        var settings = Map.of("transaction_timeout", "30s", "idle_in_transaction_session_timeout", "30s", "lock_timeout", "5s",
                "search_path", "db_oven");

        assertThat(settings).allSatisfy(
                (setting, value) -> assertThat(TestDatabase.value("db-oven", "SHOW " + setting)).isEqualTo(value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER ROLE "db-oven" SUPERUSER                                    | role db-oven is a superuser
            ALTER ROLE "db-oven" CREATEDB                                     | role db-oven may make databases
            ALTER ROLE "db-oven" CREATEROLE                                   | role db-oven may make roles
            ALTER ROLE "db-oven" REPLICATION                                  | role db-oven may copy the whole server
            ALTER ROLE "db-oven" BYPASSRLS                                    | role db-oven goes round row security
            ALTER ROLE "db-oven" NOLOGIN                                      | role db-oven cannot log in
            ALTER ROLE "db-oven" PASSWORD 'x'                                 | role db-oven has a password
            GRANT pg_read_all_data TO "db-oven"                               | role db-oven is a member of pg_read_all_data
            GRANT "db-oven" TO "db-sink"                                      | "db-sink" can be role db-oven
            GRANT TEMPORARY ON DATABASE gatehouse TO "db-oven"                | role db-oven has TEMPORARY on the database
            REVOKE CONNECT ON DATABASE gatehouse FROM "db-oven"               | role db-oven may not connect
            GRANT USAGE ON SCHEMA db_oven TO "db-sink"                        | "db-sink" has USAGE on schema db_oven
            GRANT USAGE ON SCHEMA db_oven TO PUBLIC                           | PUBLIC has USAGE on schema db_oven
            ALTER SCHEMA db_oven OWNER TO operator                            | schema db_oven belongs to operator
            ALTER ROLE "db-oven" IN DATABASE gatehouse RESET lock_timeout     | role db-oven has another lock_timeout than 5s
            ALTER ROLE "db-oven" IN DATABASE gatehouse SET search_path = 'x'  | role db-oven has another search_path than db_oven
            GRANT CREATE ON SCHEMA public TO PUBLIC                           | everybody may use the schema public
            GRANT CONNECT ON DATABASE gatehouse TO PUBLIC                     | everybody may use the database
            """)
    void namesWhatSomebodyChangedByHandAndMendsIt(String change, String what) {
        TestDatabase.run("operator", change);
        assertThat(reconciler.difference()).extracting(Mending::what).contains(what);

        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void goesOnAfterAnApplyThatWasCutOff() {
        assertThatThrownBy(
                () -> new DatabaseReconciler(operator, List.of(new ServiceName("db-toaster")), Set.of()).apply(done -> {
                    throw new IllegalStateException("cut off after the first");
                }));

        var again = new DatabaseReconciler(operator, List.of(new ServiceName("db-toaster")), Set.of());
        assertThat(again.difference()).extracting(Mending::what).doesNotContain("role db-toaster is missing")
                .contains("schema db_toaster is missing");
        assertThat(again.apply(done -> {})).isEmpty();
    }

    @Test
    void aRevokedServiceIsLetInNoMoreAndItsConnectionsAreEnded() throws SQLException {
        var revoking = new DatabaseReconciler(operator, services(), Set.of(new ServiceName("db-sink")));
        try (var open = TestDatabase.connect("db-sink"); var statement = open.createStatement()) {
            assertThat(revoking.difference()).extracting(Mending::what).containsExactly("role db-sink can log in",
                    "role db-sink has 1 connections");

            assertThat(revoking.apply(done -> {})).isEmpty();

            assertThatThrownBy(() -> statement.execute("SELECT 1")).isInstanceOfSatisfying(SQLException.class,
                    e -> assertThat(e.getSQLState()).isEqualTo("57P01"));
            assertThat(stateOf("db-sink", "SELECT 1")).isEqualTo("28000");
        }
        assertThat(reconciler.apply(done -> {})).isEmpty();
        assertThat(stateOf("db-sink", "SELECT 1")).isEqualTo("done");
    }

    @Test
    void aRevokedServiceThatHadNoRoleGetsOneThatCannotLogIn() {
        var name = new ServiceName("db-mixer");
        TestDatabase.run("operator", "DROP SCHEMA IF EXISTS db_mixer; DROP ROLE IF EXISTS \"db-mixer\"");

        assertThat(new DatabaseReconciler(operator, List.of(name), Set.of(name)).apply(done -> {})).isEmpty();

        assertThat(stateOf("db-mixer", "SELECT 1")).isEqualTo("28000");
    }

    @Test
    void aFormerServiceIsLockedOutKeepsItsRowsAndLeavesWhatCanBeDropped() throws SQLException {
        var former = new ServiceName("db-former");
        new DatabaseReconciler(operator, List.of(former), Set.of()).apply(done -> {});
        TestDatabase.run("db-former", "CREATE TABLE pots AS SELECT 1 AS one");

        assertThat(reconciler.lockOut(former, done -> {})).isEmpty();

        assertThat(TestDatabase.value("operator", "SELECT one FROM db_former.pots")).isEqualTo("1");
        var remains = reconciler.remainsOf(former).orElseThrow();
        assertThat(remains.tables()).containsExactly("pots");
        TestDatabase.run("operator", remains.drop());
        assertThat(reconciler.remainsOf(former)).isEmpty();
    }

    @Test
    void theOperatorIsNeverLockedOut() {
        assertThat(reconciler.lockOut(new ServiceName("operator"), done -> {})).isEmpty();

        assertThat(reconciler.remainsOf(new ServiceName("operator"))).isEmpty();
        assertThat(stateOf("operator", "SELECT 1")).isEqualTo("done");
    }

    @Test
    void aServiceThatWasMadeASuperuserIsLockedOutAsAnyOther() throws SQLException {
        TestDatabase.run("operator", "ALTER ROLE \"db-sink\" SUPERUSER");
        try (var open = TestDatabase.connect("db-sink")) {
            assertThat(reconciler.lockOut(new ServiceName("db-sink"), done -> {})).isEmpty();

            assertThat(open.isValid(5)).isFalse();
            assertThat(stateOf("db-sink", "SELECT 1")).isEqualTo("28000");
            assertThat(value(operator, "SELECT rolsuper FROM pg_roles WHERE rolname = 'db-sink'")).isEqualTo("f");
        }
    }

    @Test
    void aRevokedServiceThatWasMadeASuperuserIsNamedOnce() {
        var revoking = new DatabaseReconciler(operator, services(), Set.of(new ServiceName("db-sink")));
        TestDatabase.run("operator", "ALTER ROLE \"db-sink\" SUPERUSER");

        assertThat(revoking.difference()).extracting(Mending::what).containsExactly("role db-sink is a superuser",
                "role db-sink can log in");
    }

    /** Let in before its role was locked out, and held up before anybody can tell whose it is. */
    @Test
    void aConnectionInTheMiddleOfItsHandshakeIsEndedToo() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var watcher = TestDatabase.connect("operator");
                var holder = TestDatabase.connect("operator")) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("LOCK TABLE pg_db_role_setting IN ACCESS EXCLUSIVE MODE");
            var arriving = threads.submit(() -> TestDatabase.connect("db-sink"));
            await().until(() -> value(watcher, """
                    SELECT count(*) FROM pg_locks WHERE relation = 'pg_db_role_setting'::regclass AND NOT granted""")
                    .equals("1"));

            var left = threads.submit(() -> reconciler.lockOut(new ServiceName("db-sink"), done -> {}));
            await().until(() -> left.isDone() || value(watcher, """
                    SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'""").equals("1"));
            holder.rollback();

            assertThat(left.get()).isEmpty();
            assertThatThrownBy(() -> arriving.get().createStatement().execute("SELECT 1"))
                    .hasMessageContaining("terminating connection due to administrator command");
        }
    }

    private static List<ServiceName> services() {
        return SERVICES.stream().map(ServiceName::new).toList();
    }

    @Test
    void saysWhenTheDatabaseDoesNotAnswer() throws SQLException {
        operator.close();

        assertThatThrownBy(reconciler::difference).isInstanceOfSatisfying(DatabaseFailedException.class,
                e -> assertThat(e.isUnreachable()).isTrue());
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement(); var result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : "nothing";
        }
    }

    /** Undone in any case. */
    private static String stateOf(String role, String sql) {
        try (var connection = TestDatabase.connect(role); var statement = connection.createStatement()) {
            // PostgreSQL makes no database within a transaction.
            connection.setAutoCommit(sql.startsWith("CREATE DATABASE"));
            statement.execute(sql);
            connection.rollback();
            return "done";
        } catch (SQLException e) {
            return Stream.of(e.getSQLState()).findFirst().orElse("none");
        }
    }
}
