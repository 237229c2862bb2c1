package dev.gatehouse.autoconfigure;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import dev.gatehouse.names.ServiceName;

/**
 * Where the database is, and nothing about how to be let in: that is the certificate alone.
 *
 * @param url without parameters, which would go before whatever else the driver is told
 */
record DatabaseAddress(String url) {
    static final String PROPERTY = "spring.datasource.url";
    /** As a service finds it in containers, when nothing else is said. */
    static final String DEFAULT = "jdbc:postgresql://database:5432/gatehouse";

    private static final Pattern LEGAL = Pattern
            .compile("jdbc:postgresql://[A-Za-z0-9.-]+(:[0-9]{1,5})?(,[A-Za-z0-9.-]+(:[0-9]{1,5})?)*/[a-z0-9_]+");
    /** Each of them would be a second way in, or a way round TLS. */
    private static final List<String> NEVER = List.of("spring.datasource.password", "spring.datasource.hikari.password",
            "spring.datasource.hikari.username", "spring.datasource.hikari.jdbc-url",
            "spring.datasource.hikari.data-source-class-name", "spring.datasource.hikari.data-source-jndi",
            "spring.datasource.hikari.driver-class-name", "spring.datasource.jndi-name", "spring.datasource.driver-class-name",
            "spring.flyway.url", "spring.flyway.user", "spring.flyway.password");
    private static final String DRIVER_PROPERTIES = "spring.datasource.hikari.data-source-properties";

    static DatabaseAddress of(Environment environment, ServiceName service) {
        var wrong = NEVER.stream().filter(key -> environment.getProperty(key) != null).collect(Collectors.toList());
        if (Binder.get(environment).bind(DRIVER_PROPERTIES, Bindable.mapOf(String.class, String.class)).isBound())
            wrong.add(DRIVER_PROPERTIES);
        var user = environment.getProperty("spring.datasource.username");
        if (user != null && !user.equals(service.value()))
            wrong.add("spring.datasource.username (can only be %s)".formatted(service));
        if (!wrong.isEmpty())
            throw refused("the configuration says how to log in to the database: " + String.join(", ", wrong),
                    "Remove these keys from the configuration of the service (application.properties, environment, command line)");
        var url = environment.getProperty(PROPERTY, DEFAULT);
        if (!LEGAL.matcher(url).matches())
            throw refused("%s is no plain address of a PostgreSQL database".formatted(PROPERTY),
                    "Set it to jdbc:postgresql://<host>:<port>/<database>, without anything behind it");
        return new DatabaseAddress(url);
    }

    private static GatehouseConfigurationException refused(String what, String remedy) {
        return new GatehouseConfigurationException(what,
                "a service shows its certificate over TLS 1.3 and is the role of its name; there is no password to give", remedy);
    }
}
