package dev.gatehouse.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static dev.gatehouse.sealing.Platform.BILLING;
import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.MONITOR;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.START;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/** PREPARE, ANNOUNCE, READY, ACTIVE, RETIRED, with a publisher and a clock that a test moves. */
class SealingSessionsTest {
    private final Platform platform = new Platform();
    private final SealingSessions sessions = sessions(SessionLimits.STANDARD);

    // announce

    @Test
    void sealsNothingBeforeTheFirstTick() {
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
    }

    @Test
    void sealsNothingBeforeTheGrantIsAnnounced() {
        var announced = platform.withhold();
        sessions.tick();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        announced.complete(null);
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(platform.published).hasSize(1);
    }

    @Test
    void repeatsTheSameBytesAfterAnUnknownOutcome() {
        platform.outcome = CompletableFuture.failedFuture(new CompletionException(new IllegalStateException("no broker")));
        sessions.tick();
        platform.advance(Duration.ofSeconds(1));
        sessions.tick();
        assertThat(platform.published).hasSize(2);
        assertThat(platform.published.get(1)).isEqualTo(platform.published.get(0));
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        assertThat(platform.alarms).containsExactly(new SealingAlarm.NotAnnounced(READINGS, "IllegalStateException"));
    }

    @Test
    void sealsInTheRepeatedSessionOnceItIsAnnounced() {
        platform.outcome = CompletableFuture.failedFuture(new IllegalStateException());
        sessions.tick();
        platform.outcome = null;
        sessions.tick();
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getFirst()).id());
    }

    @Test
    void aPublisherThatThrowsIsAskedAgain() {
        var failing = new boolean[]{true};
        var stubborn = new SealingSessions(platform.contracts(INGEST), platform.directory(), platform.ring(INGEST),
                (topic, id, grant) -> {
                    if (failing[0])
                        throw new IllegalStateException("closed");
                    return platform.publish(topic, id, grant);
                }, platform, SessionLimits.STANDARD, platform.alarms::add);
        stubborn.tick();
        failing[0] = false;
        stubborn.tick();
        assertThat(seal(stubborn)).isInstanceOf(Sealing.Sealed.class);
    }

    @Test
    void whoSealsDoesNotWaitForAPublisherThatHangs() throws Exception {
        var inside = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var slow = new SealingSessions(platform.contracts(INGEST), platform.directory(), platform.ring(INGEST),
                (topic, id, grant) -> {
                    if (!platform.published.isEmpty()) {
                        inside.countDown();
                        awaitQuietly(released);
                    }
                    return platform.publish(topic, id, grant);
                }, platform, new SessionLimits(4, 1 << 20, Duration.ofHours(24)), platform.alarms::add);
        slow.tick();
        for (int i = 0; i < 3; i++)
            seal(slow);
        var ticking = CompletableFuture.runAsync(slow::tick, Thread::startVirtualThread);
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        seal(slow);
        var sealing = CompletableFuture.supplyAsync(() -> seal(slow), Thread::startVirtualThread);
        assertThat(sealing.get(10, TimeUnit.SECONDS)).isInstanceOf(Sealing.NoSession.class);
        released.countDown();
        ticking.get(10, TimeUnit.SECONDS);
        assertThat(seal(slow)).isInstanceOf(Sealing.Sealed.class);
    }

    @Test
    void makesTheSessionAnewWhenThePlanChangedBeforeItCouldBeAnnounced() {
        platform.outcome = CompletableFuture.failedFuture(new IllegalStateException());
        sessions.tick();
        platform.readers = List.of(new Reader(SCHEDULER, null));
        platform.outcome = null;
        sessions.tick();
        assertThat(readersOf(platform.published.getLast())).isEqualTo(1);
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getLast()).id());
    }

    @Test
    void makesTheSessionAnewWhenAReaderWasAddedBeforeItCouldBeAnnounced() {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        platform.outcome = CompletableFuture.failedFuture(new IllegalStateException());
        sessions.tick();
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(MONITOR, null));
        sessions.tick();
        assertThat(readersOf(platform.published.getLast())).isEqualTo(2);
    }

    @Test
    void aSessionWhoseReaderWasRevokedWhileItWasAnnouncedIsNeverUsed() {
        var announced = platform.withhold();
        sessions.tick();
        revoke(BILLING);
        platform.outcome = null;
        sessions.tick();
        announced.complete(null);
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getLast()).id());
        assertThat(readersOf(platform.published.getLast())).isEqualTo(2);
    }

    // prepare ahead

    @Test
    void preparesTheNextAtThreeQuartersOfItsRecords() {
        var few = sessions(new SessionLimits(4, 1 << 20, Duration.ofHours(24)));
        assertThat(preparedAfter(few, 2)).isFalse();
        assertThat(preparedAfter(few, 1)).isTrue();
    }

    @Test
    void preparesTheNextAtThreeQuartersOfItsBytes() {
        var few = sessions(new SessionLimits(100, 4L * PAYLOAD.length, Duration.ofHours(24)));
        assertThat(preparedAfter(few, 2)).isFalse();
        assertThat(preparedAfter(few, 1)).isTrue();
    }

    @Test
    void preparesTheNextAtThreeQuartersOfItsTime() {
        sessions.tick();
        platform.advance(Duration.ofHours(18).minusMillis(1));
        platform.poll();
        assertThat(preparedAfter(sessions, 0)).isFalse();
        platform.advance(Duration.ofMillis(1));
        assertThat(preparedAfter(sessions, 0)).isTrue();
    }

    @Test
    void usesUpTheOldSessionAndGoesOnInTheNextWithoutATick() {
        var few = sessions(new SessionLimits(4, 1 << 20, Duration.ofHours(24)));
        preparedAfter(few, 3);
        var used = new ArrayList<SessionId>();
        for (int i = 0; i < 5; i++)
            if (seal(few) instanceof Sealing.Sealed sealed)
                used.add(session(sealed));
        assertThat(used).hasSize(5);
        assertThat(used.stream().distinct()).hasSize(2);
        assertThat(seal(few)).isInstanceOf(Sealing.NoSession.class);
    }

    @Test
    void preparesOnlyOneAhead() {
        var few = sessions(new SessionLimits(4, 1 << 20, Duration.ofHours(24)));
        preparedAfter(few, 3);
        few.tick();
        few.tick();
        assertThat(platform.published).hasSize(2);
    }

    @Test
    void refusesAfterTwentyFourHoursEvenIfNobodyTicks() {
        sessions.tick();
        platform.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        platform.advance(Duration.ofMillis(1));
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
    }

    @Test
    void makesANewSessionWhenTheClockWasSetBack() {
        sessions.tick();
        var before = session(seal());
        platform.now = START.minus(Duration.ofHours(2));
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        sessions.tick();
        assertThat(session(seal())).isNotEqualTo(before);
    }

    // contract and directory change

    @Test
    void aRemovedReaderIsInNoSessionFromThatTickOn() {
        twoSessions();
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(MONITOR, null));
        platform.outcome = new CompletableFuture<>();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        assertThat(readersOf(platform.published.getLast())).isEqualTo(2);
    }

    @Test
    void aRevokedReaderIsInNoSessionFromThatTickOn() {
        twoSessions();
        revoke(BILLING);
        platform.outcome = new CompletableFuture<>();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
    }

    @Test
    void aRevokedVersionOfAReaderWithANewerOneEndsTheSessionToo() {
        sessions.tick();
        platform.add(key(BILLING, 2));
        revoke(BILLING);
        platform.outcome = new CompletableFuture<>();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        assertThat(readersOf(platform.published.getLast())).isEqualTo(3);
    }

    @Test
    void goesOnWithoutTheRevokedReaderAndSaysSo() {
        sessions.tick();
        revoke(BILLING);
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(platform.alarms).containsExactly(new SealingAlarm.PendingReaders(READINGS, List.of(BILLING)));
    }

    @Test
    void swapsAtOnceWhenASessionForAnAddedReaderIsReady() {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        sessions.tick();
        var before = session(seal());
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(MONITOR, null));
        var announced = platform.withhold();
        sessions.tick();
        assertThat(session(seal())).isEqualTo(before);
        announced.complete(null);
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getLast()).id());
    }

    @Test
    void swapsAtOnceToANewerVersionOfAReader() {
        sessions.tick();
        platform.add(key(MONITOR, 2));
        sessions.tick();
        assertThat(Grant.read(platform.published.getLast()).statement().readers()).contains(key(MONITOR, 2).id())
                .doesNotContain(key(MONITOR, 1).id());
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getLast()).id());
    }

    @Test
    void doesNotWrapToAVersionBeforeItIsActive() {
        platform.add(key(MONITOR, 2, START.plusSeconds(10)));
        sessions.tick();
        assertThat(platform.published).hasSize(1);
        platform.advance(Duration.ofSeconds(10));
        sessions.tick();
        assertThat(platform.published).hasSize(2);
    }

    @Test
    void throwsAReadySessionAwayWhenThePlanChanged() {
        var few = twoSessions(sessions(new SessionLimits(4, 1 << 20, Duration.ofHours(24))));
        var outdated = Grant.read(platform.published.getLast()).id();
        platform.add(key(MONITOR, 2));
        platform.outcome = new CompletableFuture<>();
        few.tick();
        seal(few);
        assertThat(seal(few)).isInstanceOf(Sealing.NoSession.class);
        assertThat(Grant.read(platform.published.getLast()).id()).isNotEqualTo(outdated);
    }

    @Test
    void sealsNothingWhenItsOwnSigningVersionIsRevoked() {
        twoSessions();
        revoke(INGEST);
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        assertThat(platform.alarms).containsExactly(new SealingAlarm.SignerRevoked(READINGS));
    }

    @Test
    void goesOverToItsOwnNewerVersionAtOnce() {
        sessions.tick();
        platform.add(key(INGEST, 2));
        sessions.tick();
        assertThat(Grant.read(platform.published.getLast()).statement().signer()).isEqualTo(key(INGEST, 2).id());
        assertThat(session(seal())).isEqualTo(Grant.read(platform.published.getLast()).id());
    }

    @Test
    void signsWithItsOlderVersionWhenTheNewerIsRevoked() {
        platform.add(key(INGEST, 2));
        platform.revocations.put(key(INGEST, 2).id(), START);
        var two = sessions(SessionLimits.STANDARD);
        two.tick();
        assertThat(Grant.read(platform.published.getLast()).statement().signer()).isEqualTo(key(INGEST, 1).id());
    }

    @Test
    void aSessionDiesWithItsSignerThoughThereIsANewerOne() {
        platform.add(key(INGEST, 2, START.plusSeconds(10)));
        var two = sessions(SessionLimits.STANDARD);
        two.tick();
        platform.advance(Duration.ofSeconds(10));
        revoke(INGEST);
        platform.outcome = new CompletableFuture<>();
        two.tick();
        assertThat(seal(two)).isInstanceOf(Sealing.NoSession.class);
        assertThat(Grant.read(platform.published.getLast()).statement().signer()).isEqualTo(key(INGEST, 2).id());
    }

    @Test
    void sealsNothingWhenTheContractTookTheTopicAway() {
        sessions.tick();
        platform.writers = List.of(new Writer(INGEST, START));
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NotWritten.class);
        assertThat(platform.alarms).isEmpty();
    }

    @Test
    void makesNoNewSessionFromADirectoryOfYesterdayAndUsesUpTheOldOne() {
        sessions.tick();
        platform.contractBegun = START.plus(Duration.ofHours(20));
        platform.directoryBegun = START.minus(Duration.ofHours(4));
        platform.advance(Duration.ofHours(20));
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(platform.published).hasSize(1);
        assertThat(platform.alarms).containsExactly(new SealingAlarm.DirectoryTooOld(READINGS));
    }

    @Test
    void makesNoNewSessionFromAContractOfYesterday() {
        platform.contractBegun = START.minus(Duration.ofHours(24));
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        platform.contractBegun = START.minus(Duration.ofHours(24)).plusMillis(1);
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
    }

    // alarms

    @Test
    void aReaderWithoutAKeyGivesAnAlarmOnceAndASessionWithoutIt() {
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(new ServiceName("newcomer"), null));
        sessions.tick();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(platform.alarms)
                .containsExactly(new SealingAlarm.PendingReaders(READINGS, List.of(new ServiceName("newcomer"))));
    }

    @Test
    void aReaderThatIsDeclaredLaterGivesItsAlarmAtOnce() {
        sessions.tick();
        var readers = new ArrayList<>(platform.readers);
        readers.add(new Reader(new ServiceName("newcomer"), START));
        platform.readers = readers;
        sessions.tick();
        assertThat(platform.alarms).hasSize(1);
    }

    @Test
    void anAlarmIsGivenAgainAfterItWasOver() {
        var pending = key(new ServiceName("newcomer"), 1);
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(new ServiceName("newcomer"), null));
        sessions.tick();
        platform.directory.add(pending.publicHalf());
        sessions.tick();
        platform.directory.remove(pending.publicHalf());
        sessions.tick();
        assertThat(platform.alarms).hasSize(2);
    }

    @Test
    void anotherReaderWithoutAKeyGivesAnotherAlarm() {
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(new ServiceName("newcomer"), null));
        sessions.tick();
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(new ServiceName("latecomer"), null));
        sessions.tick();
        assertThat(platform.alarms)
                .endsWith(new SealingAlarm.PendingReaders(READINGS, List.of(new ServiceName("latecomer")))).hasSize(2);
    }

    @Test
    void twoTroublesAtOnceDoNotRepeatEachOther() {
        platform.readers = List.of(new Reader(SCHEDULER, null), new Reader(new ServiceName("newcomer"), null));
        platform.outcome = CompletableFuture.failedFuture(new IllegalStateException());
        for (int i = 0; i < 5; i++)
            sessions.tick();
        assertThat(platform.alarms).hasSize(2);
    }

    @Test
    void sealsNothingForATopicWithoutAnyReader() {
        platform.readers = List.of(new Reader(new ServiceName("newcomer"), null));
        sessions.tick();
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
        assertThat(platform.alarms).containsExactly(new SealingAlarm.NoReader(READINGS));
    }

    @Test
    void sealsAsSoonAsTheFirstReaderHasAKey() {
        platform.readers = List.of(new Reader(new ServiceName("newcomer"), null));
        sessions.tick();
        platform.directory.add(key(new ServiceName("newcomer"), 1).publicHalf());
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
    }

    // the door

    @Test
    void refusesHeadersThatNoReaderWouldAccept() {
        sessions.tick();
        assertThat(sealWith(Platform.header("CE_type", "x"))).isInstanceOf(Sealing.Malformed.class);
        assertThat(sealWith(Platform.header("ce_type", "x"))).isInstanceOf(Sealing.Malformed.class);
        assertThat(sealWith(Platform.header("other", "x"))).isInstanceOf(Sealing.Sealed.class);
    }

    @Test
    void refusesAnEventIdThatNoReaderWouldAccept() {
        sessions.tick();
        assertThat(sessions.seal(READINGS, null, Platform.headers("", INGEST), PAYLOAD)).isInstanceOf(Sealing.Malformed.class);
    }

    @Test
    void refusesToSealInAnothersName() {
        sessions.tick();
        assertThat(sessions.seal(READINGS, null, Platform.headers("1", GATEWAY), PAYLOAD)).isInstanceOf(Sealing.Malformed.class);
        assertThat(sessions.seal(READINGS, null, List.of(Platform.header("ce_id", "1")), PAYLOAD))
                .isInstanceOf(Sealing.Malformed.class);
    }

    @Test
    void refusesATopicThatItMayNotWriteSealed() {
        assertThat(sessions.seal(new TopicName("payroll.v1"), null, List.of(), PAYLOAD)).isInstanceOf(Sealing.NotWritten.class);
    }

    @Test
    void sealsForATopicThatCameToTheContractLater() {
        platform.topics = List.of(Platform.ACTIONS);
        var sessions = platform.ready(INGEST);
        platform.topics = List.of(Platform.ACTIONS, READINGS);
        sessions.tick();
        assertThat(seal(sessions)).isInstanceOf(Sealing.Sealed.class);
    }

    @Test
    void refusesATopicThatLeftTheContractFromThatTickOn() {
        sessions.tick();
        platform.topics = List.of(Platform.ACTIONS);
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.NotWritten.class);
        assertThat(sessions.states()).extracting(SealingSessions.State::topic).containsExactly(Platform.ACTIONS);
    }

    @Test
    void sealsInAnotherSessionWhenTheTopicComesBack() {
        sessions.tick();
        int before = platform.published.size();
        platform.topics = List.of();
        sessions.tick();
        platform.topics = List.of(READINGS);
        sessions.tick();
        assertThat(seal()).isInstanceOf(Sealing.Sealed.class);
        assertThat(platform.published.size()).isEqualTo(before + 1);
    }

    @Test
    void refusesATopicWhosePayloadsAreNotSealed() {
        platform.protection = Protection.PUBLIC;
        var none = platform.writer(INGEST, SessionLimits.STANDARD);
        none.tick();
        assertThat(seal(none)).isInstanceOf(Sealing.NotWritten.class);
        assertThat(platform.published).isEmpty();
    }

    @Test
    void tellsTheAgeOfItsSessionAndWhetherTheNextIsReady() {
        assertThat(sessions.states()).allMatch(s -> s.age().isEmpty());
        sessions.tick();
        platform.advance(Duration.ofHours(19));
        platform.poll();
        sessions.tick();
        assertThat(sessions.states()).filteredOn(s -> s.topic().equals(READINGS)).singleElement()
                .satisfies(s -> assertThat(s.age()).contains(Duration.ofHours(19)))
                .satisfies(s -> assertThat(s.nextIsReady()).isTrue());
    }

    @Test
    void tellsOfNoSessionWhenItsTimeIsUpAndTheNextIsNotAnnounced() {
        sessions.tick();
        platform.advance(Duration.ofHours(24));
        platform.poll();
        assertThat(platform.withhold()).isNotDone();
        sessions.tick();
        assertThat(sessions.states()).allMatch(s -> s.age().isEmpty());
    }

    @Test
    void sealsNothingAfterItWasClosed() {
        sessions.tick();
        sessions.close();
        assertThat(seal()).isInstanceOf(Sealing.NoSession.class);
    }

    private static final byte[] PAYLOAD = {1, 2, 3, 4};

    private SealingSessions sessions(SessionLimits limits) {
        platform.topics = List.of(READINGS);
        return platform.writer(INGEST, limits);
    }

    private void twoSessions() {
        sessions.tick();
        platform.advance(Duration.ofHours(19));
        platform.poll();
        sessions.tick();
        assertThat(platform.published).hasSize(2);
    }

    private SealingSessions twoSessions(SealingSessions few) {
        preparedAfter(few, 3);
        assertThat(platform.published).hasSize(2);
        return few;
    }

    private boolean preparedAfter(SealingSessions which, int records) {
        which.tick();
        for (int i = 0; i < records; i++)
            seal(which);
        which.tick();
        return which.states().getFirst().nextIsReady();
    }

    private void revoke(ServiceName service) {
        platform.revocations.put(key(service, 1).id(), Instant.EPOCH);
    }

    private Sealing seal() {
        return seal(sessions);
    }

    private static Sealing seal(SealingSessions which) {
        return which.seal(READINGS, null, Platform.headers("event-1", INGEST), PAYLOAD);
    }

    private Sealing sealWith(Header another) {
        var headers = new ArrayList<>(Platform.headers("event-1", INGEST));
        headers.add(another);
        return sessions.seal(READINGS, null, headers, PAYLOAD);
    }

    private static SessionId session(Sealing sealing) {
        return SessionId.at(((Sealing.Sealed) sealing).value(), Envelope.SESSION);
    }

    private static int readersOf(byte[] grant) {
        return Grant.read(grant).statement().readers().size();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
