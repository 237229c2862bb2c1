package dev.gatehouse.autoconfigure;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;

/** The class path of the tests has everything for a database; a service without one has not. */
final class WithoutDatabase {
    static final String ARGUMENT = "--spring.autoconfigure.exclude=" + Stream
            .of(GatehouseDatabaseAutoConfiguration.class, DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class)
            .map(Class::getName).collect(Collectors.joining(","));

    private WithoutDatabase() {}
}
