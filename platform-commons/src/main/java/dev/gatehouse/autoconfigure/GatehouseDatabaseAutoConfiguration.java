package dev.gatehouse.autoconfigure;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.names.ServiceName;

/** The database of a service that has JDBC on its class path: connections under its own identity, and its tables. */
@AutoConfiguration(after = GatehouseIdentityAutoConfiguration.class, before = {DataSourceAutoConfiguration.class,
        FlywayAutoConfiguration.class})
@ConditionalOnClass(value = {HikariDataSource.class, JdbcClient.class, Flyway.class}, name = "org.postgresql.Driver")
@ConditionalOnMissingBean(DataSource.class)
public final class GatehouseDatabaseAutoConfiguration {
    @Bean(destroyMethod = "close")
    DatabaseDoor gatehouseDatabaseDoor(Environment environment, ServiceName service, CurrentIdentity identity) {
        return new DatabaseDoor(DatabaseAddress.of(environment, service), service, identity);
    }

    /** Size and the like by {@code spring.datasource.hikari}; where to, as whom and how, by the platform alone. */
    @Bean(destroyMethod = "close")
    HikariDataSource gatehouseDataSource(DatabaseDoor door, Environment environment) {
        var pool = Binder.get(environment).bindOrCreate("spring.datasource.hikari", Bindable.of(HikariConfig.class));
        door.tell(pool);
        return new HikariDataSource(pool);
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource gatehouseMigrationDataSource(DatabaseDoor door) {
        return door.migrations();
    }

    @Bean
    @ConditionalOnMissingBean
    FlywayMigrationStrategy gatehouseMigrations() {
        return new Migrations();
    }
}
