package dev.gatehouse.sealing;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.TopicContract.Writer;

import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.START;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/** What a record waits for, and what ends it. */
class WaitingTest {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private final Platform platform = new Platform();
    private final Forgery forgery = new Forgery();
    private final SealedRecord genuine = platform.send(platform.ready(INGEST), READINGS, "{}");
    private final Opener reader = platform.reader(SCHEDULER);

    @Test
    void waitsForAGrantUntilTheLogIsReadHoweverLateItIs() {
        platform.log.forgetEverything();
        platform.log.readTo = 0;
        platform.advance(Duration.ofDays(1));
        reader.open(Records.withTime(Records.atOffset(genuine, 99), platform.now));
        assertThat(verdict(genuine)).isEqualTo("waits for GRANT");
    }

    @Test
    void waitsForTheEndAsItWasFetchedAfterThisRecord() {
        platform.log.forgetEverything();
        platform.log.readTo = 1;
        verdict(genuine);
        platform.advance(GRACE);
        var later = Records.atOffset(genuine, 99);
        assertThat(verdict(genuine)).isEqualTo("UNKNOWN_SESSION");
        assertThat(verdict(later)).isEqualTo("waits for GRANT");
        platform.log.readTo = 2;
        assertThat(verdict(later)).isEqualTo("UNKNOWN_SESSION");
    }

    @Test
    void asksForTheEndOfTheLogOnceForEachWaitingRecord() {
        platform.log.forgetEverything();
        verdict(genuine);
        verdict(genuine);
        assertThat(platform.log.requested).isEqualTo(1);
    }

    @Test
    void waitsForTheGraceAfterTheAppendEvenIfTheLogIsRead() {
        platform.log.forgetEverything();
        verdict(genuine);
        platform.advance(GRACE.minusMillis(1));
        assertThat(verdict(genuine)).isEqualTo("waits for GRANT");
        platform.advance(Duration.ofMillis(1));
        assertThat(verdict(genuine)).isEqualTo("UNKNOWN_SESSION");
    }

    @Test
    void theWallClockCannotShortenTheGrace() {
        platform.log.forgetEverything();
        verdict(genuine);
        platform.now = platform.now.plus(Duration.ofDays(1));
        assertThat(verdict(genuine)).isEqualTo("waits for GRANT");
    }

    @Test
    void anAppendTimeOnAnyRecordMovesTheTimeOfTheLog() {
        platform.log.forgetEverything();
        verdict(genuine);
        verdict(Records.withTime(Records.atOffset(genuine, 99), START.plus(GRACE)));
        assertThat(verdict(genuine)).isEqualTo("UNKNOWN_SESSION");
    }

    @Test
    void waitsFifteenMinutesOnAMirroredCluster() {
        platform.appendTime = AppendTime.CREATE_TIME;
        platform.log.forgetEverything();
        var mirrored = platform.arrived(READINGS, genuine.key(), genuine.headers(), genuine.value());
        verdict(mirrored);
        platform.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(verdict(mirrored)).isEqualTo("waits for GRANT");
        platform.advance(Duration.ofMillis(1));
        assertThat(verdict(mirrored)).isEqualTo("UNKNOWN_SESSION");
    }

    @Test
    void aGrantThatAppearsCancelsTheVerdict() {
        platform.log.forgetEverything();
        verdict(genuine);
        platform.advance(GRACE);
        assertThat(verdict(genuine)).isEqualTo("UNKNOWN_SESSION");
        platform.log.file(READINGS, Records.session(genuine).bytes(), platform.published.getFirst(), platform.now);
        assertThat(verdict(genuine)).isEqualTo("OPENED");
    }

    @Test
    void aGrantThatAppearsBetweenTheTwoQuestionsCountsToo() {
        platform.log.forgetEverything();
        verdict(genuine);
        platform.advance(GRACE);
        platform.log.meanwhile = () -> platform.log.file(READINGS, Records.session(genuine).bytes(),
                platform.published.getFirst(), START);
        assertThat(verdict(genuine)).isEqualTo("OPENED");
    }

    @Test
    void callsNobodyUndeclaredByAContractReadWithinAMinute() {
        platform.writers = List.of(new Writer(GATEWAY, null));
        platform.contractBegun = START.plusSeconds(60).minusMillis(1);
        assertThat(verdict(genuine)).isEqualTo("waits for CONTRACT");
        platform.advance(Duration.ofHours(1));
        assertThat(verdict(genuine)).isEqualTo("waits for CONTRACT");
        platform.contractBegun = START.plusSeconds(60);
        assertThat(verdict(genuine)).isEqualTo("BAD_GRANT");
    }

    @Test
    void aWriterThatTheNextContractDeclaresOpens() {
        platform.writers = List.of(new Writer(GATEWAY, null));
        platform.contractBegun = START;
        assertThat(verdict(genuine)).isEqualTo("waits for CONTRACT");
        platform.writers = List.of(new Writer(INGEST, null));
        platform.contractBegun = START.plusSeconds(60);
        assertThat(verdict(genuine)).isEqualTo("OPENED");
    }

    @Test
    void oneWaitServesAllRecordsOfASession() {
        platform.writers = List.of(new Writer(GATEWAY, null));
        platform.contractBegun = START;
        verdict(genuine);
        platform.advance(Duration.ofSeconds(60));
        platform.contractBegun = platform.now;
        assertThat(verdict(Records.atOffset(genuine, 99))).isEqualTo("BAD_GRANT");
    }

    @Test
    void callsNoSignerUnknownByADirectoryReadWithinAMinute() {
        forgery.signer = forgery.signs = key(INGEST, 9);
        var record = forgery.record(platform, forgery.fileOn(platform, START), INGEST);
        platform.directoryBegun = START.plusSeconds(60).minusMillis(1);
        assertThat(verdict(record)).isEqualTo("waits for DIRECTORY");
        platform.directoryBegun = START.plusSeconds(60);
        assertThat(verdict(record)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void aRevocationThatIsKnownNeedsNoWait() {
        platform.directoryBegun = START;
        platform.revocations.put(key(INGEST, 1).id(), START);
        assertThat(verdict(genuine)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void aRevocationOfASignerThatIsNotListedNeedsNoWaitEither() {
        platform.directoryBegun = START;
        forgery.signer = forgery.signs = key(INGEST, 9);
        platform.revocations.put(key(INGEST, 9).id(), START);
        assertThat(verdict(forgery.record(platform, forgery.fileOn(platform, START), INGEST))).isEqualTo("BAD_SIGNER");
    }

    @Test
    void pausesForARecordThatIsMoreThanAnHourAheadOfTheWallClock() {
        assertThat(verdict(Records.withTime(genuine, START.plus(Duration.ofHours(1))))).isEqualTo("OPENED");
        assertThat(verdict(Records.withTime(genuine, START.plus(Duration.ofHours(1)).plusMillis(1))))
                .isEqualTo("waits for CLOCK");
    }

    @Test
    void looksAtTheWallClockAgainBeforeItPauses() {
        assertThat(List.of(verdict(genuine), verdict(genuine))).containsOnly("OPENED");
        platform.now = START.plus(Duration.ofHours(2));
        assertThat(verdict(Records.withTime(genuine, START.plus(Duration.ofHours(3))))).isEqualTo("OPENED");
    }

    @Test
    void noticesWithinASecondThatTheWallClockWasSetBack() {
        assertThat(verdict(genuine)).isEqualTo("OPENED");
        platform.advance(Duration.ofSeconds(1));
        platform.now = START.minus(Duration.ofHours(2));
        assertThat(verdict(genuine)).isEqualTo("waits for CLOCK");
    }

    @Test
    void aRecordFromTheFutureDoesNotMoveTheTimeOfTheLog() {
        platform.log.forgetEverything();
        verdict(genuine);
        verdict(Records.withTime(Records.atOffset(genuine, 99), START.plus(Duration.ofDays(50))));
        assertThat(verdict(genuine)).isEqualTo("waits for GRANT");
    }

    @Test
    void pausesForARecordStampedByAnotherClockThanTheContractSays() {
        platform.appendTime = AppendTime.CREATE_TIME;
        assertThat(verdict(genuine)).isEqualTo("waits for TIMESTAMP_TYPE");
    }

    @Test
    void saysForWhichWaitsSomebodyHasToDoSomething() {
        assertThat(Verdict.Wait.values()).filteredOn(Verdict.Wait::alarm).containsExactly(Verdict.Wait.OWN_KEY,
                Verdict.Wait.CLOCK, Verdict.Wait.TIMESTAMP_TYPE);
    }

    private String verdict(SealedRecord record) {
        return Verdicts.of(reader.open(record));
    }
}
