package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;
import dev.gatehouse.sealing.kafka.GrantLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** When a service is ready, and what keeps looking after its sessions; without a broker. */
class SealingHealthTest {
    private static final Realm REALM = new Realm("local-test");
    private static final ServiceName NOTARY = new ServiceName("notary");
    private static final ServiceName CLERK = new ServiceName("clerk");
    private final InstantSource time = InstantSource.system();
    private final Contracts contracts = () -> new ContractReading(new Contract(REALM, NOTARY, List.of(notes())), Instant.now());
    private final List<CompletableFuture<Void>> announced = new ArrayList<>();
    @TempDir
    private Path data;
    private LocalDirectory directory;
    private SealingSessions sessions;
    private SealingHealth health;

    @BeforeEach
    void wire() {
        var keys = keys(NOTARY);
        directory = new LocalDirectory(data, REALM, time, alarm -> {});
        sessions = new SealingSessions(contracts, directory, keys, (topic, id, grant) -> {
            announced.add(new CompletableFuture<>());
            return announced.getLast();
        }, time, SessionLimits.STANDARD, alarm -> {});
        health = new SealingHealth(sessions, null, contracts, directory, keys, watch(keys), Map::of, time);
    }

    @Test
    void aTopicWithoutAnyReaderHoldsNobodyUp() {
        tick();

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(sessionOfNotes().containsKey("ageSeconds")).isFalse();
    }

    @Test
    void aServiceIsNotReadyBeforeItCanSealForAReaderThatHasAKey() {
        keys(CLERK);
        tick();
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        announced.getLast().complete(null);
        tick();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aServiceWithADatabaseIsNotReadyBeforeItsOutboxCanSealToo() {
        keys(CLERK);
        tick();
        announced.getLast().complete(null);
        tick();
        var stored = new CompletableFuture<Void>();
        var outbox = new SealingSessions(contracts, directory, keys(NOTARY), (topic, id, grant) -> stored, time,
                SessionLimits.STANDARD, alarm -> {});
        var withDatabase = new SealingHealth(sessions, outbox, contracts, directory, keys(NOTARY), watch(keys(NOTARY)), Map::of,
                time);
        outbox.tick();
        assertThat(withDatabase.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        stored.complete(null);
        outbox.tick();
        assertThat(withDatabase.health().getStatus()).isEqualTo(Status.UP);
        assertThat(withDatabase.health().getDetails()).containsKey("outboxSessions");
    }

    @Test
    void aServiceThatWasReadyStaysSoAndTheDetailsTell() {
        keys(CLERK);
        tick();
        announced.getLast().complete(null);
        tick();
        health.health();

        sessions.close();

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
        assertThat(sessionOfNotes().containsKey("ageSeconds")).isFalse();
    }

    @Test
    void aServiceIsNotReadyWhileOthersMaySealToAVersionWhoseSeedsItDoesNotHave() {
        tick();

        var withoutSeeds = new SealingHealth(sessions, null, contracts, directory, new WithoutSeeds(keys(NOTARY)),
                watch(keys(NOTARY)), Map::of, time);

        assertThat(withoutSeeds.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(withoutSeeds.health().getDetails()).containsKey("keyVersionsNotLoaded");
    }

    @Test
    void showsTheOperatorKeysSessionsGrantsAndTheAgeOfTheContractAsData() {
        var read = new TopicName("notes.v1");
        var reader = new SealingHealth(sessions, null,
                () -> new ContractReading(new Contract(REALM, CLERK, List.of(notes())), Instant.now().minusSeconds(70)),
                directory,
                keys(CLERK), watch(keys(CLERK)), () -> Map.of(read, new GrantLog.Position(3, 5, 2)), time);

        var details = reader.health().getDetails();

        assertThat((Long) details.get("contractAgeSeconds")).isBetween(70L, 90L);
        assertThat(details.get("grants"))
                .hasToString("{notes.v1={end=5, isCaughtUp=false, offset=3, sessions=2}}");
        assertThat(details.get("sessions")).hasToString("{notes.v1={nextIsReady=false}}");
        assertThat(String.valueOf(details.get("keyVersions"))).contains("version=1", "id=", "activeFrom=");
    }

    @Test
    void aGrantsTopicThatMayNotBeReadHasNoOffset() {
        var reader = new SealingHealth(sessions, null, () -> new ContractReading(new Contract(REALM, CLERK, List.of(notes())),
                Instant.now()), directory, keys(CLERK), watch(keys(CLERK)), Map::of, time);

        assertThat(reader.health().getDetails().get("grants")).hasToString("{notes.v1={isCaughtUp=false}}");
    }

    @Test
    void aServiceIsNotReadyOnceNoVersionOfItCountsAndSaysSinceWhen() {
        tick();
        var revokedAt = Instant.parse("2026-01-01T00:00:00Z");

        new LocalRevocations(data, REALM, problem -> {}).revoke(NOTARY, revokedAt);
        tick();

        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(health.health().getDetails()).containsEntry("ownKeysRevoked", "2026-01-01T00:00:00Z");
    }

    @Test
    void theDetailsTellWhichVersionSignsAndHowOldItIs() {
        tick();

        assertThat(health.health().getDetails()).containsEntry("keyVersion", 1).containsKey("keyAgeSeconds");
    }

    /** A key ring that has lost the seeds of what it has published. */
    private record WithoutSeeds(KeyRing ring) implements KeyRing {
        @Override
        public List<OwnKeyVersion> versions() {
            return ring.versions();
        }

        @Override
        public Held find(KeyId id) {
            return ring.find(id) instanceof Held.Loaded ? new Held.NotLoaded() : ring.find(id);
        }

        @Override
        public Instant firstActiveFrom() {
            return ring.firstActiveFrom();
        }
    }

    @Test
    void aPollThatFailsDoesNotKeepSessionsFromBeingLookedAfter() {
        keys(CLERK);
        directory.refresh(Set.of(NOTARY, CLERK));
        var upkeep = new Upkeep(sessions, () -> {
            throw new IllegalStateException("as the test wants it");
        }, () -> {}, () -> false, Duration.ofSeconds(30), time);
        upkeep.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> !announced.isEmpty());
        upkeep.stop();
    }

    @Test
    void aNeighbourWithoutAKeyIsLookedForEachSecond() {
        keys(CLERK);
        tick();
        announced.getLast().complete(null);
        tick();
        var polls = new AtomicInteger();
        var upkeep = new Upkeep(sessions, polls::incrementAndGet, () -> {}, () -> true, Duration.ofSeconds(30), time);
        upkeep.start();

        await().atMost(Duration.ofSeconds(5)).until(() -> polls.get() > 1);
        upkeep.stop();
    }

    private Map<?, ?> sessionOfNotes() {
        return health.health().getDetails().get("sessions") instanceof Map<?, ?> sessions
                && sessions.get("notes.v1") instanceof Map<?, ?> session ? session : Map.of();
    }

    private void tick() {
        directory.refresh(Set.of(NOTARY, CLERK));
        sessions.tick();
    }

    private KeyWatch watch(KeyRing ring) {
        return new KeyWatch(ring, directory, Duration.ofDays(30), event -> {}, time);
    }

    private LocalKeys keys(ServiceName service) {
        return new LocalKeys(data.resolve("services").resolve(service.value()), data, REALM, service, time);
    }

    private static TopicContract notes() {
        var name = new TopicName("notes.v1");
        return new TopicContract(name, name.value(), NOTARY, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                List.of(new TopicContract.Reader(CLERK, null)), List.of(new TopicContract.Writer(NOTARY, null)), Map.of(),
                Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }
}
