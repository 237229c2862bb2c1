package dev.gatehouse.autoconfigure;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.gatehouse.names.Realm;

/**
 * Everything under {@code gatehouse}: one record, so that a key nobody knows fails the start (environment variables and
 * system properties excepted, as Kubernetes makes some of its own).
 */
@ConfigurationProperties(prefix = "gatehouse", ignoreUnknownFields = false)
record GatehouseProperties(@Nullable String realm, @DefaultValue Local local, @DefaultValue Api api) {

    /** @param folder the service's own folder on a platform of one machine: its identity, keys and contract */
    record Local(@Nullable Path folder) {}

    /** @param clients who may call the API port; nobody unless said otherwise */
    record Api(@DefaultValue("none") Clients clients) {}

    enum Clients {
        /** The port demands a certificate of the platform and answers nothing. */
        NONE,
        /** The port demands a certificate of the devices' authority and knows its callers as devices. */
        DEVICES
    }

    /** The realm as a name that cannot be wrong. */
    Realm requiredRealm() {
        if (realm == null)
            throw new GatehouseConfigurationException("gatehouse.realm is not set", "every identity and event names its realm",
                    "Set gatehouse.realm, 'local-...' for a platform on one machine");
        try {
            return new Realm(realm);
        } catch (IllegalArgumentException illegal) {
            throw new GatehouseConfigurationException("gatehouse.realm cannot be used", String.valueOf(illegal.getMessage()),
                    "Correct gatehouse.realm");
        }
    }

    Path requiredFolder() {
        if (local.folder() == null)
            throw new GatehouseConfigurationException("gatehouse.local.folder is not set",
                    "this service has to find its identity, keys and contract",
                    "Set gatehouse.local.folder to the service's own folder, <data>/services/<name>");
        return local.folder();
    }
}
