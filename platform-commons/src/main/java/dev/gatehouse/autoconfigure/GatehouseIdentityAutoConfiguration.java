package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.IdentityCheck;
import dev.gatehouse.identity.IdentitySource;
import dev.gatehouse.identity.NoIdentityException;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** The certificate of this service, checked before anybody sees it, as SSL bundles, health and gauge. */
@AutoConfiguration(after = GatehouseAuditAutoConfiguration.class)
public final class GatehouseIdentityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    IdentitySource gatehouseIdentitySource(GatehouseProperties properties, Realm realm) {
        return new LocalIdentity(properties.requiredFolder(), realm);
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentIdentity gatehouseIdentity(IdentitySource source, Realm realm, ServiceName service, InstantSource time) {
        var identity = source.read();
        var problems = new IdentityCheck(realm, service).problems(identity, time.instant());
        if (!problems.isEmpty())
            throw new NoIdentityException(problems,
                    "Have an identity issued for this service and realm, or correct gatehouse.realm and gatehouse.local.folder");
        return new CurrentIdentity(identity);
    }

    @Bean
    SslBundleRegistrar gatehouseBundles(CurrentIdentity current, GatehouseProperties properties) {
        var identity = current.get();
        var callers = properties.api().clients() == Clients.DEVICES ? identity.devices() : identity.peers();
        if (callers.isEmpty())
            throw new GatehouseConfigurationException("gatehouse.api.clients is 'devices', but no authority of devices is known",
                    "devices have a certificate authority of their own, without which none could be told from a service",
                    "Put devices-ca.pem beside the service's certificate, or take gatehouse.api.clients away");
        return registry -> {
            registry.registerBundle(Bundles.PEERS, Bundles.of(identity, identity.peers()));
            registry.registerBundle(Bundles.API, Bundles.of(identity, callers));
        };
    }

    @Bean
    HealthIndicator identityHealthIndicator(CurrentIdentity current, InstantSource time) {
        return new IdentityHealth(current, time);
    }

    /** Seconds until the certificate expires; negative afterwards. */
    @Bean
    MeterBinder gatehouseIdentityRemaining(CurrentIdentity current, InstantSource time) {
        return registry -> Gauge
                .builder("gatehouse.identity.remaining", current, c -> c.get().remaining(time.instant()).toSeconds())
                .baseUnit("seconds").strongReference(true).register(registry);
    }
}
