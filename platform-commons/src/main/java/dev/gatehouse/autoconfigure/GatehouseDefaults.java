package dev.gatehouse.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;

/**
 * What a service need not configure. Everything may be overridden but the {@link #FIXED fixed} keys, without which a door
 * would stand open: setting one of these to anything else fails the start.
 */
final class GatehouseDefaults implements EnvironmentPostProcessor, Ordered {
    /** TLS on both ports and towards the broker; nothing about errors but their status. See also {@link #fixed}. */
    private static final Map<String, String> FIXED = Map.ofEntries(Map.entry("server.ssl.enabled", "true"),
            Map.entry("server.ssl.bundle", Bundles.API),
            Map.entry("management.server.ssl.enabled", "true"), Map.entry("management.server.ssl.bundle", Bundles.PEERS),
            Map.entry("management.server.ssl.client-auth", "want"), Map.entry("spring.kafka.ssl.bundle", Bundles.PEERS),
            Map.entry("spring.kafka.security.protocol", "SSL"), Map.entry("spring.web.error.include-stacktrace", "never"),
            Map.entry("spring.web.error.include-message", "never"), Map.entry("spring.web.error.include-exception", "false"),
            Map.entry("spring.web.error.include-binding-errors", "never"));

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var fixed = fixed(environment);
        refuseOverrides(fixed, environment);
        var properties = new LinkedHashMap<String, Object>(fixed);
        properties.putAll(defaults());
        var classes = application.getClassLoader();
        if (classes.getResource("org/postgresql/Driver.class") != null)
            properties.putAll(databaseDefaults());
        if (classes.getResource("service.yml") != null)
            properties.put("spring.application.name", OwnName.read(classes).value());
        environment.getPropertySources().addLast(new MapPropertySource("gatehouse", properties));
    }

    /** People's browsers are not asked for certificates, which they would show, or ask about, for no use; their tokens count alone. */
    private static Map<String, String> fixed(ConfigurableEnvironment environment) {
        var clients = Binder.get(environment).bind("gatehouse.api.clients", Clients.class).orElse(Clients.NONE);
        var fixed = new TreeMap<>(FIXED);
        fixed.put("server.ssl.client-auth", clients == Clients.PEOPLE ? "none" : "need");
        return fixed;
    }

    private static Map<String, Object> defaults() {
        var defaults = new TreeMap<String, Object>();
        defaults.put("server.port", "8443");
        defaults.put("management.server.port", "8444");
        defaults.put("spring.threads.virtual.enabled", "true");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "20s");
        // A client that sends slowly, or too much, loses its connection and not our patience.
        defaults.put("server.max-http-request-header-size", "8KB");
        defaults.put("server.tomcat.connection-timeout", "5s");
        defaults.put("server.tomcat.keep-alive-timeout", "30s");
        defaults.put("server.tomcat.max-connections", "2048");
        defaults.put("server.tomcat.max-swallow-size", "64KB");
        defaults.put("server.tomcat.max-http-form-post-size", "64KB");
        defaults.put("server.tomcat.max-parameter-count", "50");
        defaults.put("server.tomcat.max-part-count", "1");
        // Long enough for a fleet's connections to be used for many readings each.
        defaults.put("server.tomcat.max-keep-alive-requests", "10000");
        defaults.put("spring.web.error.whitelabel.enabled", "false");
        defaults.put("spring.web.resources.add-mappings", "false");
        defaults.put("management.endpoints.web.exposure.include", "health,metrics,keys,requeue");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.show-details", "when-authorized");
        defaults.put("management.endpoint.health.roles", Roles.OPERATOR);
        defaults.put("management.endpoint.health.group.readiness.include", "readinessState,identity,sealing");
        // Counts certificates by days; ours live for hours and have a health of their own.
        defaults.put("management.health.ssl.enabled", "false");
        // Warns that the JDK cannot ask for a certificate after the handshake; the peer port asks during it.
        defaults.put("logging.level.org.apache.tomcat.util.net.SSLUtilBase", "ERROR");
        // Logs each path that nobody serves, which a stranger chooses; the audit has the refusal already.
        defaults.put("logging.level.org.springframework.web.servlet.PageNotFound", "ERROR");
        // Warns at each rotation where no server uses a bundle; ours never is out of date.
        defaults.put("logging.level.org.springframework.boot.ssl", "ERROR");
        // Kafka clients tell of each attempt to connect; what matters of it is in health and audit.
        defaults.put("logging.level.org.apache.kafka", "WARN");
        defaults.put("logging.level.org.apache.kafka.clients.NetworkClient", "ERROR");
        // A refusal by the broker would be told at each try, with its stack; audit and health have it once (ReaderNotices).
        defaults.put("logging.level.org.springframework.kafka.listener.KafkaMessageListenerContainer", "OFF");
        defaults.put("logging.level.org.apache.kafka.clients.Metadata", "OFF");
        // A quieter root must not silence the audit.
        defaults.put("logging.level.gatehouse.audit", "INFO");
        return defaults;
    }

    private static Map<String, Object> databaseDefaults() {
        var defaults = new TreeMap<String, Object>();
        defaults.put(DatabaseAddress.PROPERTY, DatabaseAddress.DEFAULT);
        // Two histories in one schema: whichever comes second finds the first one's tables.
        defaults.put("spring.flyway.baseline-on-migrate", "true");
        defaults.put("spring.flyway.baseline-version", "0");
        // They log with every failure what the exception says, which may be somebody's data; the inbox tells of it by code.
        defaults.put("logging.level.org.springframework.transaction.support.TransactionTemplate", "OFF");
        defaults.put("logging.level.org.springframework.transaction.interceptor.TransactionInterceptor", "OFF");
        defaults.put("logging.level.com.zaxxer.hikari.pool.ProxyConnection", "ERROR");
        // A service may be started before its database.
        defaults.put("spring.flyway.connect-retries", "20");
        defaults.put("spring.flyway.connect-retries-interval", "3s");
        return defaults;
    }

    private static void refuseOverrides(Map<String, String> fixed, ConfigurableEnvironment environment) {
        var overridden = fixed.entrySet().stream().filter(key -> {
            var set = environment.getProperty(key.getKey());
            return set != null && !set.equalsIgnoreCase(key.getValue());
        }).map(key -> "%s (must be %s)".formatted(key.getKey(), key.getValue())).sorted().collect(Collectors.joining(", "));
        if (!overridden.isEmpty())
            throw new GatehouseConfigurationException("the configuration overrides what the platform guarantees: " + overridden,
                    "every connection is TLS, mutual but for people, and errors tell a stranger nothing",
                    "Remove these keys from the configuration of the service (application.properties, environment, command line)");
    }
}
