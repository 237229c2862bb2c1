package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.AuditLog;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Who this service is by name, what time it is, and where security events go: what every other configuration here needs. */
@AutoConfiguration
@EnableConfigurationProperties(GatehouseProperties.class)
public final class GatehouseAuditAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource gatehouseTime() {
        return InstantSource.system();
    }

    @Bean
    @ConditionalOnMissingBean
    Realm gatehouseRealm(GatehouseProperties properties) {
        return properties.requiredRealm();
    }

    @Bean
    @ConditionalOnMissingBean
    ServiceName gatehouseService() {
        return OwnName.read(GatehouseAuditAutoConfiguration.class.getClassLoader());
    }

    /** Written first, counted after: the line matters more than the number. */
    @Bean
    @ConditionalOnMissingBean
    Audit gatehouseAudit(Realm realm, ServiceName service, ObjectProvider<MeterRegistry> meters) {
        return new CountedAudit(new AuditLog(realm, service), meters);
    }
}
