package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.IdentitySocketFactory;
import dev.gatehouse.names.ServiceName;

/** How this service comes to its database: as itself, by certificate, and with an end to every wait. */
final class DatabaseDoor implements AutoCloseable {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
    /** Hikari takes no shorter one. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(30);

    private final DatabaseAddress address;
    private final ServiceName service;
    private final CurrentIdentity identity;
    private final String factory;

    DatabaseDoor(DatabaseAddress address, ServiceName service, CurrentIdentity identity) {
        this.address = address;
        this.service = service;
        this.identity = identity;
        this.factory = IdentitySocketFactory.register(identity);
    }

    /** Tells a pool, which may have been given a size and the like. */
    void tell(HikariConfig pool) {
        pool.setPoolName("gatehouse");
        pool.setJdbcUrl(address.url());
        pool.setUsername(service.value());
        var driver = driver();
        // Longer than any transaction may last (the role's transaction_timeout), so that a frozen server is left in the end.
        driver.setProperty("socketTimeout", "40");
        pool.setDataSourceProperties(driver);
        pool.setMaxLifetime(lifetime().toMillis());
        // Whoever waits is asked again later; meanwhile a poll interval runs.
        pool.setConnectionTimeout(5_000);
        pool.setValidationTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
    }

    /** Connections for migrations, one by one: they may take their time, which no pooled connection should inherit. */
    DriverManagerDataSource migrations() {
        var driver = driver();
        driver.setProperty("user", service.value());
        driver.setProperty("options", "-c transaction_timeout=0 -c idle_in_transaction_session_timeout=0");
        return new DriverManagerDataSource(address.url(), driver);
    }

    /**
     * Connections for the outbox's relay, one by one: it ends its own to give its turn away, which a pool would keep, or be one
     * short of.
     */
    DriverManagerDataSource relay() {
        var driver = driver();
        driver.setProperty("user", service.value());
        return new DriverManagerDataSource(address.url(), driver);
    }

    /** A certificate counts at the handshake only; so no connection outlives half of its certificate's life. */
    private Duration lifetime() {
        var leaf = identity.get().leaf();
        var half = Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant()).dividedBy(2);
        var shorter = half.compareTo(LONGEST_LIFE) < 0 ? half : LONGEST_LIFE;
        return shorter.compareTo(SHORTEST_LIFE) < 0 ? SHORTEST_LIFE : shorter;
    }

    private Properties driver() {
        var properties = new Properties();
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslfactory", IdentitySocketFactory.class.getName());
        properties.setProperty("sslfactoryarg", factory);
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("ApplicationName", service.value());
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        // Of an error, the server's fields but not the row that it complains of.
        properties.setProperty("logServerErrorDetail", "false");
        return properties;
    }

    @Override
    public void close() {
        IdentitySocketFactory.forget(factory);
    }
}
