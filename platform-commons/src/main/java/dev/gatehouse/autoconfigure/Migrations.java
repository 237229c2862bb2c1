package dev.gatehouse.autoconfigure;

import org.flywaydb.core.Flyway;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * The platform's tables first, then the service's own, each with a history of its own: neither has to know the other's numbers.
 */
final class Migrations implements FlywayMigrationStrategy {
    static final String LOCATION = "classpath:db/gatehouse";
    static final String HISTORY = "gatehouse_schema_history";

    @Override
    public void migrate(Flyway own) {
        Flyway.configure(own.getConfiguration().getClassLoader()).configuration(own.getConfiguration()).locations(LOCATION)
                .table(HISTORY).load().migrate();
        own.migrate();
    }
}
