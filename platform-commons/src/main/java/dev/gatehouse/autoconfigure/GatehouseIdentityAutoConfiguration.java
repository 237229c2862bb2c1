package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.context.annotation.Bean;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.IdentityCheck;
import dev.gatehouse.identity.IdentitySource;
import dev.gatehouse.identity.NoIdentityException;
import dev.gatehouse.identity.RotatingIdentity;
import dev.gatehouse.identity.ServiceIdentity;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** The certificate of this service, checked before anybody sees it, renewed while everything runs, as SSL bundles, health and meters. */
@AutoConfiguration(after = GatehouseAuditAutoConfiguration.class)
public final class GatehouseIdentityAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    IdentitySource gatehouseIdentitySource(GatehouseProperties properties, Realm realm) {
        return new LocalIdentity(properties.requiredFolder(), realm);
    }

    @Bean
    IdentityCheck gatehouseIdentityCheck(GatehouseProperties properties, Realm realm, ServiceName service) {
        return new IdentityCheck(realm, service, properties.api().clients() == Clients.DEVICES);
    }

    @Bean
    @ConditionalOnMissingBean
    CurrentIdentity gatehouseIdentity(IdentitySource source, IdentityCheck check, InstantSource time) {
        var identity = source.read();
        var problems = check.problems(identity, time.instant());
        if (!problems.isEmpty())
            throw new NoIdentityException(problems,
                    "Have an identity issued for this service and realm, with devices-ca.pem if devices are admitted,"
                            + " or correct gatehouse.realm, gatehouse.local.folder and gatehouse.api.clients");
        return new CurrentIdentity(identity);
    }

    @Bean
    LiveBundle gatehousePeersBundle(CurrentIdentity current) {
        return new LiveBundle(current, ServiceIdentity::peers);
    }

    @Bean
    LiveBundle gatehouseApiBundle(CurrentIdentity current, GatehouseProperties properties) {
        var devices = properties.api().clients() == Clients.DEVICES;
        return new LiveBundle(current, devices ? ServiceIdentity::devices : ServiceIdentity::peers);
    }

    @Bean
    SslBundleRegistrar gatehouseBundles(LiveBundle gatehousePeersBundle, LiveBundle gatehouseApiBundle) {
        return registry -> {
            registry.registerBundle(Bundles.PEERS, gatehousePeersBundle);
            registry.registerBundle(Bundles.API, gatehouseApiBundle);
        };
    }

    /** Clients ask for the identity by themselves; web servers are told that their bundle has changed. */
    @Bean
    RotatingIdentity gatehouseRotation(IdentitySource source, IdentityCheck check, CurrentIdentity current,
            LiveBundle gatehousePeersBundle, LiveBundle gatehouseApiBundle, SslBundleRegistry registry, Audit audit,
            InstantSource time) {
        return new RotatingIdentity(source, check, current, next -> {
            gatehousePeersBundle.forgetSessions();
            gatehouseApiBundle.forgetSessions();
            registry.updateBundle(Bundles.PEERS, gatehousePeersBundle);
            registry.updateBundle(Bundles.API, gatehouseApiBundle);
        }, new IdentityAudit(audit, time)::alarm);
    }

    @Bean
    IdentityWatch gatehouseIdentityWatch(RotatingIdentity rotation, InstantSource time) {
        return new IdentityWatch(rotation, time);
    }

    @Bean
    HealthIndicator identityHealthIndicator(CurrentIdentity current, RotatingIdentity rotation, InstantSource time) {
        return new IdentityHealth(current, rotation, time);
    }

    @Bean
    MeterBinder gatehouseIdentityRotations(RotatingIdentity rotation) {
        return registry -> {
            FunctionCounter.builder("gatehouse.identity.rotations", rotation, r -> r.count().rotations()).register(registry);
            FunctionCounter.builder("gatehouse.identity.failures", rotation, r -> r.count().failures()).register(registry);
        };
    }

    /** Seconds until the certificate expires; negative afterwards. */
    @Bean
    MeterBinder gatehouseIdentityRemaining(CurrentIdentity current, InstantSource time) {
        return registry -> Gauge
                .builder("gatehouse.identity.remaining", current, c -> c.get().remaining(time.instant()).toSeconds())
                .baseUnit("seconds").strongReference(true).register(registry);
    }
}
