package dev.gatehouse.test;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

import dev.gatehouse.authorization.jdbc.DatabaseReconciler;
import dev.gatehouse.demo.estate.SharedDatabase;
import dev.gatehouse.names.ServiceName;

import static org.awaitility.Awaitility.await;

/**
 * A service's schema in a real PostgreSQL, with the tables of the platform and its own; role and schema as {@code apply} makes
 * them. One for each service and JVM.
 */
public final class TestDatabase {
    private static final Map<ServiceName, TestDatabase> ALL = new ConcurrentHashMap<>();
    private static final SharedDatabase SERVER = SharedDatabase.get();

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    private TestDatabase(ServiceName service) {
        apply(service);
        var connections = connections(service.value());
        migrate(connections, "db/gatehouse", "gatehouse_schema_history");
        migrate(connections, "db/migration", "flyway_schema_history");
        var settings = new HikariConfig();
        settings.setDataSource(connections);
        settings.setMaximumPoolSize(4);
        settings.setConnectionTimeout(250); // the least that it takes: nobody wants to wait for a database that is down
        settings.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(settings);
        this.jdbc = JdbcClient.create(pool);
    }

    public static TestDatabase of(String service) {
        return ALL.computeIfAbsent(new ServiceName(service), TestDatabase::new);
    }

    /** As the service's own pool is, but for its patience, which is a quarter of a second. */
    public HikariDataSource pool() {
        return pool;
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    /** The bean as Spring would make it: a method with {@code @Transactional} is one transaction. */
    @SuppressWarnings("unchecked")
    public <T> T transactional(T bean) {
        TransactionManager transactions = new JdbcTransactionManager(pool);
        var proxies = new ProxyFactory(bean);
        proxies.setProxyTargetClass(true);
        proxies.addAdvice(new TransactionInterceptor(transactions, new AnnotationTransactionAttributeSource()));
        return (T) proxies.getProxy();
    }

    /** Forgets every row of these tables. */
    public void clear(String... tables) {
        jdbc.sql("TRUNCATE " + String.join(", ", tables)).update();
    }

    public long rows(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    /** Whether a text stands in any column of any row of the service, whatever its type, or in bytes. */
    public boolean holds(String text) {
        return tables().stream().flatMap(table -> jdbc.sql("SELECT * FROM " + table).query().listOfRows().stream())
                .flatMap(row -> row.values().stream()).map(value -> value instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.ISO_8859_1)
                        : String.valueOf(value))
                .anyMatch(value -> value.contains(text));
    }

    private List<String> tables() {
        return jdbc.sql("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema").query(String.class)
                .list();
    }

    /** Runs something while the whole server is down, and waits until it is back. */
    public void whileDown(Runnable work) {
        var backends = jdbc.sql("SELECT pid FROM pg_stat_activity WHERE usename = current_user").query(Long.class).list();
        SERVER.database().kill9();
        // Each notices by itself that the server is gone, and answers until then.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> backends.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
        try {
            work.run();
        } finally {
            SERVER.database().start();
            // The pool has been trying all the while, more and more rarely.
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions()
                    .until(() -> jdbc.sql("SELECT 1").query(Integer.class).single() == 1);
        }
    }

    private static void apply(ServiceName service) {
        try (var operator = connections("operator").getConnection()) {
            var left = new DatabaseReconciler(operator, List.of(service), Set.of()).apply(done -> {});
            if (!left.isEmpty())
                throw new AssertionError(left);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void migrate(DriverManagerDataSource connections, String location, String history) {
        Flyway.configure().dataSource(connections).locations("classpath:" + location).table(history).baselineOnMigrate(true)
                .baselineVersion("0").load().migrate();
    }

    private static DriverManagerDataSource connections(String role) {
        var files = SERVER.identityFolder(role);
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        return new DriverManagerDataSource(SERVER.database().settings().jdbcUrl(), properties);
    }
}
