package dev.gatehouse.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.delivery.jdbc.JdbcGrantPublisher;
import dev.gatehouse.delivery.jdbc.OutboxEvents;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Events;
import dev.gatehouse.events.Pseudonyms;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PseudonymKey;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;

import static org.awaitility.Awaitility.await;

/**
 * The platform's own outbox over a {@link TestDatabase}, with real seals under keys of the test: what a transaction publishes
 * stays in the table {@code outbox}, since nobody carries it to a broker.
 */
public final class TestOutbox implements Events, Pseudonyms {
    private static final Realm REALM = new Realm("local-demo");

    private final EventSealer sealer;
    private final OutboxEvents events;

    /**
     * @param topic with pseudonymous keys, which the service owns
     * @param schemas of its event types, as paths on the class path
     */
    public TestOutbox(TestDatabase database, ServiceName service, ServiceName reader, TopicName topic,
            Map<EventTypeName, String> schemas) {
        var contract = new ContractReading(new Contract(REALM, service, List.of(topic(service, reader, topic, schemas))),
                Instant.now());
        var own = key(service);
        var directory = new DirectoryReading(Instant.now(), List.of(own.publicHalf(), key(reader).publicHalf()), Map.of());
        var grants = new JdbcGrantPublisher(database.pool(), REALM, InstantSource.system(), notice -> {});
        var sessions = new SealingSessions(() -> contract, () -> directory, new OneKey(own), grants, InstantSource.system(),
                SessionLimits.STANDARD, alarm -> {});
        this.sealer = new EventSealer(new EventKinds(() -> contract, TestOutbox.class.getClassLoader()),
                new Attributes("//%s/%s".formatted(REALM, service)),
                any -> PseudonymKey.fromBytes(Arrays.copyOf(new byte[]{1}, 32)), sessions, InstantSource.system());
        this.events = new OutboxEvents(database.pool(), sealer, grants, () -> {});
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sessions.tick();
            return sessions.states().getFirst().age().isPresent();
        });
    }

    @Override
    public EventId publish(Object event, About about) {
        return events.publish(event, about);
    }

    @Override
    public EventId eventId(Class<?> event, String... parts) {
        return sealer.eventId(event, parts);
    }

    private static TopicContract topic(ServiceName service, ServiceName reader, TopicName topic,
            Map<EventTypeName, String> schemas) {
        var hashed = new java.util.TreeMap<EventTypeName, TopicContract.Schema>();
        schemas.forEach((type, path) -> hashed.put(type,
                new TopicContract.Schema(path, HexFormat.of().formatHex(sha256(resource(path))))));
        return new TopicContract(topic, topic.value(), service, Protection.SEALED, KeyKind.PSEUDONYMOUS,
                AppendTime.LOG_APPEND_TIME, List.of(new TopicContract.Reader(reader, null)),
                List.of(new TopicContract.Writer(service, null)), hashed, Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    private static OwnKeyVersion key(ServiceName service) {
        return OwnKeyVersion.fromSeeds(REALM, service, 1,
                sha256(("kem " + service).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                sha256(("sign " + service).getBytes(java.nio.charset.StandardCharsets.UTF_8)), Instant.EPOCH);
    }

    private static byte[] resource(String path) {
        try (var in = TestOutbox.class.getClassLoader().getResourceAsStream(path)) {
            return java.util.Objects.requireNonNull(in, path).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private record OneKey(OwnKeyVersion version) implements KeyRing {
        @Override
        public List<OwnKeyVersion> versions() {
            return List.of(version);
        }

        @Override
        public Held find(KeyId id) {
            return id.equals(version.id()) ? new Held.Loaded(version) : new Held.NotMine();
        }

        @Override
        public Instant firstActiveFrom() {
            return version.publicHalf().activeFrom();
        }
    }
}
