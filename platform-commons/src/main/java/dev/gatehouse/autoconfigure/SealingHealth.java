package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.kafka.GrantLog;

/**
 * Up once there was a session for every sealed topic that this service writes and that a reader can read, and with a database
 * one of the outbox too; a topic without any reader holds nobody up. Later the details tell; a service that lost a session still
 * answers for everything else. Not up while a version of the own keys is published and its seeds are not here, or while no own
 * version counts: it can seal nothing, and nobody seals for it.
 */
final class SealingHealth implements HealthIndicator {
    private final SealingSessions sessions;
    private final @Nullable SealingSessions outbox;
    private final Contracts contracts;
    private final Directory directory;
    private final KeyRing ring;
    private final KeyWatch keys;
    private final Supplier<Map<TopicName, GrantLog.Position>> grants;
    private final InstantSource time;
    private volatile boolean wasReady;

    /** @param outbox sessions of events that go through a database; null without one */
    SealingHealth(SealingSessions sessions, @Nullable SealingSessions outbox, Contracts contracts, Directory directory,
            KeyRing ring, KeyWatch keys, Supplier<Map<TopicName, GrantLog.Position>> grants, InstantSource time) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.contracts = contracts;
        this.directory = directory;
        this.ring = ring;
        this.keys = keys;
        this.grants = grants;
        this.time = time;
    }

    @Override
    public Health health() {
        var states = sessions.states();
        var contract = contracts.latest();
        var written = contract.contract().written();
        var sealed = written.stream().filter(t -> t.protection() == Protection.SEALED && hasReader(t)).toList();
        wasReady |= hasAll(sealed, states) && (outbox == null || hasAll(sealed, outbox.states()));
        var missing = missingVersions();
        var revoked = keys.revokedAt();
        var health = wasReady && missing.isEmpty() && revoked.isEmpty() ? Health.up() : Health.outOfService();
        revoked.ifPresent(at -> health.withDetail("ownKeysRevoked", at.toString()));
        if (!missing.isEmpty())
            health.withDetail("keyVersionsNotLoaded", missing);
        keys.signer().ifPresent(v -> health.withDetail("keyVersion", v.version()));
        keys.age().ifPresent(age -> health.withDetail("keyAgeSeconds", age.toSeconds()));
        if (outbox != null)
            health.withDetail("outboxSessions", byTopic(outbox.states(), SealingSessions.State::topic, SealingHealth::session));
        return health.withDetail("contractAgeSeconds", Duration.between(contract.begun(), time.instant()).toSeconds())
                .withDetail("keyVersions", ring.versions().stream().map(SealingHealth::version).toList())
                .withDetail("sessions", byTopic(states, SealingSessions.State::topic, SealingHealth::session))
                .withDetail("grants", byTopic(contract.contract().read(), TopicContract::topic, this::position)).build();
    }

    private static boolean hasAll(List<TopicContract> topics, List<SealingSessions.State> states) {
        return topics.stream()
                .allMatch(t -> states.stream().anyMatch(s -> s.topic().equals(t.topic()) && s.age().isPresent()));
    }

    private static Map<String, Object> version(OwnKeyVersion own) {
        var half = own.publicHalf();
        return Map.of("version", half.version(), "id", half.id().toString(), "activeFrom", half.activeFrom().toString());
    }

    /** Without an age there is no session, and events are refused. */
    private static Map<String, Object> session(SealingSessions.State state) {
        var session = new TreeMap<String, Object>(Map.of("nextIsReady", state.nextIsReady()));
        state.age().ifPresent(age -> session.put("ageSeconds", age.toSeconds()));
        return session;
    }

    /** Without an offset the grants topic is not there, or may not be read. */
    private Map<String, Object> position(TopicContract topic) {
        var position = grants.get().get(topic.topic());
        return position == null
                ? Map.of("isCaughtUp", false)
                : new TreeMap<>(Map.of("isCaughtUp", position.isCaughtUp(), "offset", position.offset(), "end", position.end(),
                        "sessions", position.sessions()));
    }

    private static <T> Map<String, Object> byTopic(List<T> all, Function<T, TopicName> name,
            Function<T, Map<String, Object>> about) {
        var details = new TreeMap<String, Object>();
        all.forEach(one -> details.put(name.apply(one).value(), about.apply(one)));
        return details;
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
