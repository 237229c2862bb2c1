package dev.gatehouse.autoconfigure;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.contract.ContractSource;
import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.local.LocalContracts;
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
        var contract = new PolledContract(source, time, e -> audit.contract(String.valueOf(e.getMessage())));
        for (var topic : contract.latest().contract().topics())
            if (topic.protection() != Protection.SEALED)
                throw new GatehouseConfigurationException("the contract has %s with protection '%s'"
                        .formatted(topic.topic(), topic.protection().word()), "this version handles sealed topics only",
                        "Change 'protection' in the service.yml of " + topic.owner());
        return contract;
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

    /** The folder that all services of this machine share, two above the service's own. */
    private static Path data(GatehouseProperties properties) {
        return properties.requiredFolder().toAbsolutePath().resolve("../..").normalize();
    }
}
