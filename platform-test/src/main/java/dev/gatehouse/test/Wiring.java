package dev.gatehouse.test;

import java.time.InstantSource;
import java.util.Map;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** A service as Spring puts it together, over a {@link TestDatabase}; stand-ins take the place of the platform. */
public final class Wiring {
    private Wiring() {}

    /** @param application the class with {@code @SpringBootApplication} */
    public static AnnotationConfigApplicationContext of(Class<?> application, TestDatabase database, Object... standIns) {
        var context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(
                new MapPropertySource("test", Map.of(EnableAutoConfiguration.ENABLED_OVERRIDE_PROPERTY, "false")));
        context.register(application, Transactions.class);
        context.addBeanFactoryPostProcessor(beans -> {
            beans.registerSingleton("jdbc", database.jdbc());
            beans.registerSingleton("transactionManager", new JdbcTransactionManager(database.pool()));
            beans.registerSingleton("time", InstantSource.system());
            for (var standIn : standIns)
                beans.registerSingleton(standIn.getClass().getName(), standIn);
        });
        context.refresh();
        return context;
    }

    @EnableTransactionManagement(proxyTargetClass = true)
    private static final class Transactions {}
}
