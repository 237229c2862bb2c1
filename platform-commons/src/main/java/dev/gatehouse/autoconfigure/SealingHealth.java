package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.List;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.sealing.SealingSessions;

/**
 * Up once there was a session for every sealed topic that this service writes and that a reader can read; a topic without any
 * reader holds nobody up. Later the details tell; a service that lost a session still answers for everything else. Not up while
 * a version of the own keys is published and its seeds are not here, or while no own version counts: it can seal nothing, and
 * nobody seals for it.
 */
final class SealingHealth implements HealthIndicator {
    private final SealingSessions sessions;
    private final Contracts contracts;
    private final Directory directory;
    private final KeyRing ring;
    private final KeyWatch keys;
    private final InstantSource time;
    private volatile boolean wasReady;

    SealingHealth(SealingSessions sessions, Contracts contracts, Directory directory, KeyRing ring, KeyWatch keys,
            InstantSource time) {
        this.sessions = sessions;
        this.contracts = contracts;
        this.directory = directory;
        this.ring = ring;
        this.keys = keys;
        this.time = time;
    }

    @Override
    public Health health() {
        var states = sessions.states();
        var written = contracts.latest().contract().written();
        boolean ready = written.stream().filter(t -> t.protection() == Protection.SEALED && hasReader(t))
                .allMatch(t -> states.stream().anyMatch(s -> s.topic().equals(t.topic()) && s.age().isPresent()));
        wasReady |= ready;
        var missing = missingVersions();
        var revoked = keys.revokedAt();
        var health = wasReady && missing.isEmpty() && revoked.isEmpty() ? Health.up() : Health.outOfService();
        revoked.ifPresent(at -> health.withDetail("ownKeysRevoked", at.toString()));
        if (!missing.isEmpty())
            health.withDetail("keyVersionsNotLoaded", missing);
        states.forEach(s -> health.withDetail(s.topic().value(),
                s.age().map(age -> "session of %d s%s".formatted(age.toSeconds(), s.nextIsReady() ? ", next one ready" : ""))
                        .orElse("no session")));
        keys.signer().ifPresent(v -> health.withDetail("keyVersion", v.version()));
        keys.age().ifPresent(age -> health.withDetail("keyAgeSeconds", age.toSeconds()));
        return health.withDetail("keyVersions", ring.versions().size()).build();
    }

    /** Versions that others may seal to, and that cannot be used here: their records would wait. */
    private List<String> missingVersions() {
        return directory.latest().entries().stream().filter(e -> ring.find(e.id()) instanceof KeyRing.Held.NotLoaded)
                .map(PublicKeyVersion::toString).sorted().toList();
    }

    private boolean hasReader(TopicContract topic) {
        return topic.readers().stream().anyMatch(r -> directory.latest().active(r.service(), time.instant()).isPresent());
    }
}
