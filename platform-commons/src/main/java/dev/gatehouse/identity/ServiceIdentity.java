package dev.gatehouse.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * Certificate and key of this service, and whom it trusts. Nothing is checked here: see {@link IdentityCheck}.
 *
 * @param realm the realm that the source says it belongs to
 * @param service the service that the source says it belongs to
 * @param chain leaf first, at least one
 * @param key private key of the leaf
 * @param peers certificate authorities of the other services, at least one
 * @param devices certificate authorities of devices; empty when this service has nothing to do with devices
 */
public record ServiceIdentity(Realm realm, ServiceName service, List<X509Certificate> chain, PrivateKey key,
        Set<X509Certificate> peers, Set<X509Certificate> devices) {
    public ServiceIdentity {
        chain = List.copyOf(chain);
        peers = Set.copyOf(peers);
        devices = Set.copyOf(devices);
        if (chain.isEmpty() || peers.isEmpty())
            throw new IllegalArgumentException("an identity needs a certificate and at least one trusted authority");
    }

    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** How long all certificates of the chain remain valid; negative when one has expired. */
    public Duration remaining(Instant now) {
        var end = chain.stream().map(c -> c.getNotAfter().toInstant()).min(Comparator.naturalOrder()).orElseThrow();
        return Duration.between(now, end);
    }

    /** Whether a quarter of its life or less is left. Renewal is due at two thirds, so that it is late by then. */
    public boolean isEnding(Instant now) {
        return isWithinLast(4, now);
    }

    /** Whether a twentieth of its life or less is left: nobody should begin anything with it any more. */
    public boolean isNearlyOver(Instant now) {
        return isWithinLast(20, now);
    }

    private boolean isWithinLast(int part, Instant now) {
        var from = leaf().getNotBefore().toInstant();
        var life = Duration.between(from, leaf().getNotAfter().toInstant());
        return remaining(now).compareTo(life.dividedBy(part)) <= 0;
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ServiceIdentity[%s, until %s]".formatted(new SpiffeId(realm, service), leaf().getNotAfter().toInstant());
    }
}
