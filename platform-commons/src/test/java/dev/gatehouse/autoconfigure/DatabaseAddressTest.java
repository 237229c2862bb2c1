package dev.gatehouse.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DatabaseAddressTest {
    private static final ServiceName CLERK = new ServiceName("clerk");
    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void isTheOneOfContainersWhenNothingIsSaid() {
        assertThat(DatabaseAddress.of(environment, CLERK).url()).isEqualTo("jdbc:postgresql://database:5432/gatehouse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost:19002/gatehouse",
            "jdbc:postgresql://db-1.example,db-2.example:5433/gatehouse"})
    void takesPlainAddresses(String url) {
        environment.setProperty(DatabaseAddress.PROPERTY, url);

        assertThat(DatabaseAddress.of(environment, CLERK).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://localhost/gatehouse?sslmode=disable", "jdbc:postgresql://localhost/gatehouse?",
            "jdbc:postgresql://clerk:secret@localhost/gatehouse", "jdbc:postgresql:gatehouse", "jdbc:h2:mem:gatehouse",
            "jdbc:postgresql://localhost/gatehouse&user=operator", "jdbc:postgresql://localhost/gatehouse%3Fsslmode=disable"})
    void refusesAUrlThatSaysMoreThanWhere(String url) {
        environment.setProperty(DatabaseAddress.PROPERTY, url);

        refused(DatabaseAddress.PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spring.datasource.password", "spring.datasource.hikari.password",
            "spring.datasource.hikari.jdbc-url",
            "spring.datasource.hikari.username", "spring.flyway.password", "spring.flyway.url", "spring.datasource.jndi-name"})
    void refusesAPasswordAndEverySecondWayIn(String key) {
        environment.setProperty(key, "canary");

        refused(key);
    }

    @Test
    void refusesAnotherRoleThanItsOwn() {
        environment.setProperty("spring.datasource.username", "operator");

        refused("spring.datasource.username (can only be clerk)");
    }

    @Test
    void refusesPropertiesOfTheDriver() {
        environment.setProperty("spring.datasource.hikari.data-source-properties.sslmode", "disable");

        refused("spring.datasource.hikari.data-source-properties");
    }

    private void refused(String what) {
        assertThatExceptionOfType(GatehouseConfigurationException.class)
                .isThrownBy(() -> DatabaseAddress.of(environment, CLERK)).withMessageContaining(what)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("canary", "secret"));
    }
}
