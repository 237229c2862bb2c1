package dev.gatehouse.authorization.vault;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a platform decides about its Vault that no descriptor says.
 *
 * @param certificates how long a certificate is good, at most a day
 * @param authority how long the authority is
 * @param tokens how long a token is, at most an hour
 * @param hosts DNS names by which a service is reached beside its own; {@code %s} stands for it
 * @param servers those around the services that show certificates of the realm: name, and the DNS names by which it is reached
 * @param cluster absent where nobody comes with a service account
 */
public record VaultTerms(Duration certificates, Duration authority, Duration tokens, List<String> hosts,
        Map<String, List<String>> servers, Optional<Cluster> cluster) {
    private static final Duration LONGEST_CERTIFICATE = Duration.ofHours(24);
    private static final Duration LONGEST_TOKEN = Duration.ofHours(1);

    /**
     * A Kubernetes cluster whose service accounts are services.
     *
     * @param host URL of its API server
     * @param authority PEM of the authority of its API server
     * @param namespace of the services' accounts; an account has the name of its service
     * @param audience for which a token has to be made: one that was made for somebody else is not taken
     */
    public record Cluster(String host, String authority, String namespace, String audience) {
        public Cluster {
            if (audience.isBlank() || namespace.isBlank() || namespace.contains("*"))
                throw new IllegalArgumentException("service accounts are of one namespace, and their tokens for one audience");
        }
    }

    public VaultTerms {
        hosts = List.copyOf(hosts);
        servers = Map.copyOf(servers);
        if (certificates.compareTo(LONGEST_CERTIFICATE) > 0 || !certificates.isPositive())
            throw new IllegalArgumentException(
                    "certificates are good for at most %s, not %s".formatted(LONGEST_CERTIFICATE, certificates));
        if (tokens.compareTo(LONGEST_TOKEN) > 0 || !tokens.isPositive())
            throw new IllegalArgumentException("tokens are good for at most %s, not %s".formatted(LONGEST_TOKEN, tokens));
    }

    /** Of a platform on one machine: certificates of ten minutes, everything at {@code localhost}. */
    public static VaultTerms ofOneMachine() {
        return new VaultTerms(Duration.ofMinutes(10), Duration.ofDays(365), Duration.ofMinutes(10), List.of("localhost"),
                Map.of("broker", List.of("broker", "localhost"), "database", List.of("database", "localhost"), "vault",
                        List.of("vault", "localhost")),
                Optional.empty());
    }
}
