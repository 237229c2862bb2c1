package dev.gatehouse.autoconfigure;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.contract.ContractSource;
import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.contract.local.LocalContracts;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Whom this service believes: its contract, its own keys, and the directory of everybody's. */
@AutoConfiguration(after = GatehouseIdentityAutoConfiguration.class)
public final class GatehouseKeysAutoConfiguration {
    @Bean
    SealingAudit gatehouseSealingAudit(Audit audit, InstantSource time) {
        return new SealingAudit(audit, time);
    }

    @Bean
    @ConditionalOnMissingBean
    ContractSource gatehouseContractSource(GatehouseProperties properties, Realm realm, ServiceName service) {
        return new LocalContracts(properties.requiredFolder(), realm, service);
    }

    @Bean
    PolledContract gatehouseContract(ContractSource source, InstantSource time, SealingAudit audit) {
        return new PolledContract(new SealedTopicsOnly(source), time, e -> audit.contract(String.valueOf(e.getMessage())));
    }

    @Bean
    ContractFollower gatehouseContractFollower(PolledContract contract, SealingAudit audit) {
        return new ContractFollower(contract, audit::changed);
    }

    /** Before anything is waited for: others can only seal to a key that is published. */
    @Bean
    LocalKeys gatehouseKeys(GatehouseProperties properties, Realm realm, ServiceName service, InstantSource time) {
        try {
            return new LocalKeys(properties.requiredFolder(), data(properties), realm, service, time);
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new GatehouseConfigurationException("the keys of this service cannot be used", String.valueOf(e.getMessage()),
                    "Put the file that is named back as it was, or let gatehouse.local.folder name the service's own folder");
        }
    }

    @Bean
    LocalDirectory gatehouseDirectory(GatehouseProperties properties, Realm realm, InstantSource time, SealingAudit audit,
            PolledContract contract, LocalKeys keys) {
        var directory = new LocalDirectory(data(properties), realm, time, audit::directory);
        directory.refresh(contract.latest().contract().neighbours());
        return directory;
    }

    @Bean
    KeyWatch gatehouseKeyWatch(KeyRing ring, LocalDirectory directory, GatehouseProperties properties, Audit audit,
            InstantSource time) {
        return new KeyWatch(ring, directory, properties.keys().oldAfter(), audit, time);
    }

    @Bean
    KeysEndpoint gatehouseKeysEndpoint(LocalKeys keys, LocalDirectory directory, PolledContract contract,
            GatehouseProperties properties, Audit audit, InstantSource time) {
        return new KeysEndpoint(keys, directory, contract, properties.keys().lead(), audit, time);
    }

    /** Seconds since the version that signs became active; no number while there is none. */
    @Bean
    MeterBinder gatehouseKeyAge(KeyWatch watch) {
        return registry -> Gauge
                .builder("gatehouse.key.age", watch, w -> w.age().map(age -> (double) age.toSeconds()).orElse(Double.NaN))
                .baseUnit("seconds").strongReference(true).register(registry);
    }

    /** The folder that all services of this machine share, two above the service's own. */
    private static Path data(GatehouseProperties properties) {
        return properties.requiredFolder().toAbsolutePath().resolve("../..").normalize();
    }
}
