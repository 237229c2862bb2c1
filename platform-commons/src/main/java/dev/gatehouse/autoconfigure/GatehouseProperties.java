package dev.gatehouse.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import dev.gatehouse.names.Realm;

/**
 * Everything under {@code gatehouse}: one record, so that a key nobody knows fails the start (environment variables and
 * system properties excepted, as Kubernetes makes some of its own).
 */
@ConfigurationProperties(prefix = "gatehouse", ignoreUnknownFields = false)
record GatehouseProperties(@Nullable String realm, @DefaultValue Local local, @DefaultValue Api api,
        @DefaultValue Keys keys) {

    /** @param folder the service's own folder on a platform of one machine: its identity, keys and contract */
    record Local(@Nullable Path folder) {}

    /**
     * @param clients who may call the API port; nobody unless said otherwise
     * @param people how people prove who they are, where they are the clients
     */
    record Api(@DefaultValue("none") Clients clients, @DefaultValue People people) {}

    /**
     * @param issuer exactly what tokens call their issuer
     * @param jwks where its keys are; under the issuer's own address unless said otherwise
     * @param authority who vouches for the issuer's server
     */
    record People(@Nullable String issuer, @Nullable String jwks, @DefaultValue("platform") Authority authority) {}

    enum Authority {
        /** The authority of the other services. */
        PLATFORM,
        /** Those that the JDK trusts, for an issuer elsewhere. */
        PUBLIC
    }

    /**
     * When key versions begin, and when they are old.
     *
     * @param lead from the making of a next version until others seal to it; at least three polls
     * @param poll how often contract, keys and directory are read anew; 30 s at most, on which the bound for revocations rests
     * @param oldAfter age of the signing version at which an alarm is raised; it stops nobody
     */
    record Keys(@DefaultValue("24h") Duration lead, @DefaultValue("30s") Duration poll, @DefaultValue("30d") Duration oldAfter) {
        private static final Duration LONGEST_POLL = Duration.ofSeconds(30);
        private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);

        Keys {
            if (poll.compareTo(SHORTEST_POLL) < 0 || poll.compareTo(LONGEST_POLL) > 0)
                throw new GatehouseConfigurationException("gatehouse.keys.poll is %s".formatted(poll),
                        "others rely on it that a revocation is known after 30 s at most",
                        "Set gatehouse.keys.poll to something from 1s to 30s, or take it away");
            if (lead.compareTo(poll.multipliedBy(3)) < 0)
                throw new GatehouseConfigurationException("gatehouse.keys.lead is %s, less than three polls".formatted(lead),
                        "everybody has to know a key version before it is used",
                        "Set gatehouse.keys.lead to three times gatehouse.keys.poll at least, or take it away");
        }
    }

    enum Clients {
        /** The port demands a certificate of the platform and answers nothing. */
        NONE,
        /** The port demands a certificate of the devices' authority and knows its callers as devices. */
        DEVICES,
        /** The port asks for no certificate, demands an access token and knows its callers as persons. */
        PEOPLE
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

    /** Whose tokens count. */
    String requiredIssuer() {
        if (api.people().issuer() == null)
            throw new GatehouseConfigurationException("gatehouse.api.people.issuer is not set",
                    "gatehouse.api.clients is 'people', and somebody has to say who they are",
                    "Set gatehouse.api.people.issuer to the https address that the issuer's tokens have as 'iss'");
        return https("gatehouse.api.people.issuer", api.people().issuer()).toString();
    }

    /** Where the issuer's keys are. Its metadata is not asked: a fixed address cannot be moved from outside. */
    URI keySet() {
        var address = api.people().jwks();
        return address == null
                ? URI.create(requiredIssuer().replaceFirst("/$", "") + "/oauth2/jwks")
                : https("gatehouse.api.people.jwks", address);
    }

    private static URI https(String key, String address) {
        try {
            var uri = new URI(address);
            if ("https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null
                    && uri.getFragment() == null)
                return uri;
        } catch (URISyntaxException said) {
            // below
        }
        throw new GatehouseConfigurationException(key + " cannot be used", "it is not 'https://', a host and a path",
                "Correct " + key);
    }
}
