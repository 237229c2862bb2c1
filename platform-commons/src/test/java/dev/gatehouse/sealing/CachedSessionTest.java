package dev.gatehouse.sealing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.TopicContract.Writer;

import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.REALM;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.START;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/** A session that was opened once is judged again for each record, and by one reading of the contract. */
class CachedSessionTest {
    private final Platform platform = new Platform();
    private final SealedRecord genuine = platform.send(platform.ready(INGEST), READINGS, "{}");
    private final RingOf ring = platform.ring(SCHEDULER);
    private final Opener reader = platform.reader(SCHEDULER, ring);

    {
        platform.advance(Duration.ofSeconds(1));
        platform.contractBegun = platform.now.plusSeconds(60);
        platform.directoryBegun = platform.now.plusSeconds(60);
        assertThat(verdict(genuine)).isEqualTo("OPENED");
        assertThat(verdict(genuine)).as("out of the cache").isEqualTo("OPENED");
    }

    @Test
    void becomesStale() {
        platform.advance(Platform.GRANTS_RETENTION.minusMillis(1));
        assertThat(verdict(genuine)).isEqualTo("OPENED");
        platform.advance(Duration.ofMillis(1));
        assertThat(verdict(genuine)).isEqualTo("STALE");
    }

    @Test
    void endsWithItsProducersRightToWrite() {
        platform.writers = List.of(new Writer(INGEST, platform.now));
        assertThat(verdict(genuine)).isEqualTo("OPENED");
        assertThat(verdict(Records.withTime(genuine, platform.now))).isEqualTo("BAD_GRANT");
    }

    @Test
    void endsWithItsProducersPlaceInTheContract() {
        platform.writers = List.of(new Writer(GATEWAY, null));
        assertThat(verdict(genuine)).isEqualTo("BAD_GRANT");
    }

    @Test
    void endsWithItsGrantAppendedAfterItsWritersEnd() {
        platform.writers = List.of(new Writer(INGEST, START));
        assertThat(verdict(Records.withTime(genuine, START.minusMillis(1)))).isEqualTo("BAD_GRANT");
    }

    @Test
    void endsWithTheRevocationOfItsSigner() {
        platform.revocations.put(key(INGEST, 1).id(), platform.now);
        assertThat(verdict(genuine)).isEqualTo("OPENED");
        assertThat(verdict(Records.withTime(genuine, platform.now))).isEqualTo("BAD_SIGNER");
    }

    @Test
    void endsWhenItsGrantWasAppendedAfterTheRevocation() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        assertThat(verdict(Records.withTime(genuine, START.minusMillis(1)))).isEqualTo("BAD_SIGNER");
    }

    @Test
    void endsWithTheDisappearanceOfItsSigner() {
        platform.directory.removeIf(v -> v.service().equals(INGEST));
        assertThat(verdict(genuine)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void endsWhenItsSignerBecomesAnotherServices() {
        platform.directory.replaceAll(v -> v.service().equals(INGEST) ? key(GATEWAY, 1).publicHalf() : v);
        assertThat(verdict(genuine)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void needsNeitherGrantNorKeyAnyMore() {
        platform.log.forgetEverything();
        ring.notLoaded.add(key(SCHEDULER, 1).id());
        assertThat(verdict(genuine)).isEqualTo("OPENED");
    }

    @Test
    void isToldApartFromOthersWhoseRecordsComeInBetween() {
        var other = platform.send(platform.ready(INGEST), READINGS, "{}");
        assertThat(List.of(other, genuine, other, genuine)).allSatisfy(r -> assertThat(verdict(r)).isEqualTo("OPENED"));
    }

    @Test
    void isNoSessionOfAnotherTopic() {
        platform.log.readTo = 0;
        assertThat(verdict(Records.onTopic(genuine, Platform.ACTIONS))).isEqualTo("waits for GRANT");
    }

    @Test
    void aContractThatChangesWhileARecordIsJudgedIsNotMixedWithTheOld() {
        var without = reading(List.of(new Writer(GATEWAY, null)), 0);
        var with = reading(List.of(new Writer(INGEST, null)), 600);
        var calls = new AtomicInteger();
        var torn = new Opener(() -> calls.getAndIncrement() == 0 ? without : with, platform.directory(), ring, platform.log,
                platform.logTime(), platform);
        assertThat(Verdicts.of(torn.open(genuine))).isEqualTo("waits for CONTRACT");
        assertThat(Verdicts.of(torn.open(genuine))).isEqualTo("OPENED");
    }

    @Test
    void aContractThatChangesWhileACachedSessionIsJudgedIsNotMixedWithTheOld() {
        var before = reading(List.of(new Writer(INGEST, null)), 0);
        var again = reading(List.of(new Writer(INGEST, null)), 300);
        var after = reading(List.of(new Writer(GATEWAY, null)), 600);
        var calls = new AtomicInteger(-1);
        var torn = new Opener(() -> calls.get() < 0 ? before : calls.getAndIncrement() == 0 ? again : after, platform.directory(),
                ring, platform.log, platform.logTime(), platform);
        torn.open(genuine);
        calls.set(0);
        assertThat(Verdicts.of(torn.open(genuine))).isEqualTo("OPENED");
        assertThat(Verdicts.of(torn.open(genuine))).isEqualTo("BAD_GRANT");
    }

    private ContractReading reading(List<Writer> writers, int begunAfter) {
        platform.writers = writers;
        return new ContractReading(new Contract(REALM, SCHEDULER, List.of(platform.topic(READINGS))),
                platform.now.plusSeconds(begunAfter));
    }

    private String verdict(SealedRecord record) {
        return Verdicts.of(reader.open(record));
    }
}
