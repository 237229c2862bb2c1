package dev.gatehouse.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Writer;
import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.sealing.Platform.BILLING;
import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.START;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The steps of a reader, one after the other. Each forgery keeps every rule but one: were that one not checked, the record
 * would open.
 */
class VerdictStepsTest {
    private final Platform platform = new Platform();
    private final Forgery forgery = new Forgery();
    private final SealedRecord genuine = platform.send(platform.ready(INGEST), READINGS, "{}");

    @Test
    void opensWhatADeclaredWriterSealedForThisReader() {
        var verdict = (Verdict.Opened) platform.reader(SCHEDULER).open(genuine);
        assertThat(verdict.payload()).asString().isEqualTo("{}");
        assertThat(verdict.producer()).isEqualTo(INGEST);
        assertThat(verdict.headers().text("ce_type")).isEqualTo("gatehouse.sensor.reading.recorded");
        assertThat(verdict.sessionCreated()).isEqualTo(START);
    }

    @Test
    void aForgeryThatKeepsEveryRuleWouldOpen() {
        assertThat(verdictOnForgery(START)).isEqualTo("OPENED");
    }

    @Test
    void judgesNothingOfATopicThatIsNotInTheContractAnyMore() {
        platform.topics = List.of(Platform.ACTIONS);
        assertThat(Verdicts.of(platform.reader(SCHEDULER).open(genuine))).isEqualTo("waits for CONTRACT");
    }

    // 1

    @Test
    void callsANullValueMalformed() {
        assertThat(verdict(Records.withValue(genuine, null))).isEqualTo("MALFORMED");
    }

    @Test
    void callsAnEmptyValuePlaintext() {
        assertThat(verdict(Records.withValue(genuine, new byte[0]))).isEqualTo("PLAINTEXT");
    }

    @Test
    void callsWhatDoesNotBeginLikeAnEnvelopePlaintext() {
        assertThat(verdict(Records.withValue(genuine, new byte[]{'{', '}'}))).isEqualTo("PLAINTEXT");
    }

    @Test
    void callsAnotherVersionMalformed() {
        var value = Records.value(genuine).clone();
        value[1] = 2;
        assertThat(verdict(Records.withValue(genuine, value))).isEqualTo("MALFORMED");
    }

    @Test
    void callsThirtySevenBytesMalformed() {
        assertThat(verdict(Records.withValue(genuine, Arrays.copyOf(Records.value(genuine), 37)))).isEqualTo("MALFORMED");
    }

    @Test
    void callsARepeatedHeaderMalformedBeforeItAsksForASession() {
        platform.log.forgetEverything();
        assertThat(verdict(Records.withHeader(genuine, "ce_type", new byte[0]))).isEqualTo("MALFORMED");
    }

    @Test
    void callsAMissingEventIdMalformed() {
        assertThat(verdict(Records.without(genuine, "ce_id"))).isEqualTo("MALFORMED");
    }

    @Test
    void callsAnEventIdWithASpaceMalformed() {
        assertThat(verdict(Records.withHeader(Records.without(genuine, "ce_id"), "ce_id", new byte[]{'a', ' '})))
                .isEqualTo("MALFORMED");
    }

    // 2

    @Test
    void callsASessionUnknownWhenNoGrantCameWithinTheGrace() {
        platform.log.forgetEverything();
        var reader = platform.reader(SCHEDULER);
        assertThat(Verdicts.of(reader.open(genuine))).isEqualTo("waits for GRANT");
        platform.advance(Duration.ofSeconds(30));
        assertThat(Verdicts.of(reader.open(genuine))).isEqualTo("UNKNOWN_SESSION");
    }

    // 3

    @Test
    void refusesWhatIsFiledAsAGrantAndIsNone() {
        var grant = forgery.grant();
        platform.log.file(READINGS, grant.id().bytes(), Records.longerByOne(grant.bytes()), START);
        assertThat(verdict(forgery.record(platform, grant, INGEST))).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesAGrantThatIsFiledUnderAnotherId() {
        var grant = forgery.grant();
        var otherId = Records.flipped(grant.sid32(), 0);
        platform.log.file(READINGS, SessionId.at(otherId, 0).bytes(), grant.bytes(), START);
        var misfiled = new Grant(grant.statement(), otherId, grant.signature(), grant.wraps());
        var record = forgery.record(platform, misfiled, Derivation.key(forgery.secret, grant.sid32()), INGEST);
        assertThat(verdict(record)).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesAGrantOfAnotherRealm() {
        forgery.realm = "production";
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesAGrantForAnotherTopic() {
        forgery.topic = Platform.ACTIONS.value();
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesAGrantThatClaimsToBeCreatedAnHourAfterItsAppend() {
        forgery.created = START.plus(Duration.ofHours(1));
        assertThat(verdictOnForgery(START)).isEqualTo("OPENED");
        forgery.created = START.plus(Duration.ofHours(1)).plusMillis(1);
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    // 4

    @Test
    void callsASessionStaleWhenItIsAsOldAsGrantsAreKept() {
        forgery.created = START.minus(Platform.GRANTS_RETENTION).plusMillis(1);
        assertThat(verdictOnForgery(forgery.created)).isEqualTo("OPENED");
        forgery.created = START.minus(Platform.GRANTS_RETENTION);
        assertThat(verdictOnForgery(forgery.created)).isEqualTo("STALE");
    }

    // 5

    @Test
    void refusesASessionOfSomebodyWhoIsNoWriter() {
        platform.writers = List.of(new Writer(GATEWAY, null));
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesAGrantThatARemovedWriterAppended() {
        platform.writers = List.of(new Writer(INGEST, START));
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    @Test
    void refusesARecordThatARemovedWriterAppendedToAnOlderSession() {
        platform.writers = List.of(new Writer(INGEST, START));
        assertThat(verdictOnForgery(START.minusMillis(1))).isEqualTo("BAD_GRANT");
    }

    @Test
    void opensWhatARemovedWriterSentBeforeItEnded() {
        platform.writers = List.of(new Writer(INGEST, START.plusMillis(1)));
        assertThat(verdictOnForgery(START)).isEqualTo("OPENED");
    }

    // 6

    @Test
    void refusesASignerThatIsInNoDirectory() {
        forgery.signer = forgery.signs = key(INGEST, 9);
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void refusesAnotherWritersSignatureUnderThisProducersName() {
        forgery.signer = forgery.signs = key(GATEWAY, 1);
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_SIGNER");
    }

    @Test
    void refusesAGrantAppendedWhenItsSignerWasRevoked() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        var grant = forgery.fileOn(platform, START);
        assertThat(verdict(Records.withTime(forgery.record(platform, grant, INGEST), START.minusMillis(1))))
                .isEqualTo("BAD_SIGNER");
    }

    @Test
    void refusesARecordAppendedWhenTheSignerOfItsSessionWasRevoked() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        assertThat(verdictOnForgery(START.minusMillis(1))).isEqualTo("BAD_SIGNER");
    }

    @Test
    void opensWhatWasAppendedBeforeItsSignerWasRevoked() {
        platform.revocations.put(key(INGEST, 1).id(), START.plusMillis(1));
        assertThat(verdictOnForgery(START)).isEqualTo("OPENED");
    }

    // 7

    @Test
    void refusesAStatementThatItsSignerNeverSigned() {
        forgery.signs = key(GATEWAY, 1);
        assertThat(verdictOnForgery(START)).isEqualTo("BAD_GRANT");
    }

    // 8

    @Test
    void saysThatItIsNoReaderOfASessionMadeWithoutIt() {
        forgery.readers = List.of(key(BILLING, 1));
        assertThat(verdictOnForgery(START)).isEqualTo("NOT_A_READER");
    }

    @Test
    void skipsWhatIsFromBeforeItsFirstKey() {
        var late = key(SCHEDULER, 5, START.minus(Duration.ofHours(1)).plusMillis(1));
        assertThat(verdictOfNewcomer(late.publicHalf().activeFrom(), null)).isEqualTo("SKIPPED");
        assertThat(verdictOfNewcomer(START.minus(Duration.ofHours(1)), null)).isEqualTo("NOT_A_READER");
    }

    @Test
    void skipsWhatIsFromBeforeItWasDeclaredAReader() {
        var longAgo = START.minus(Duration.ofDays(30));
        assertThat(verdictOfNewcomer(longAgo, START.minus(Duration.ofHours(1)).plusMillis(1))).isEqualTo("SKIPPED");
        assertThat(verdictOfNewcomer(longAgo, START.minus(Duration.ofHours(1)))).isEqualTo("NOT_A_READER");
    }

    @Test
    void countsFromTheLaterOfFirstKeyAndDeclaration() {
        assertThat(verdictOfNewcomer(START, START.minus(Duration.ofDays(30)))).isEqualTo("SKIPPED");
    }

    // 9

    @Test
    void saysThatItsKeyWasDestroyed() {
        var ring = platform.ring(SCHEDULER);
        ring.destroyed.add(key(SCHEDULER, 1).id());
        assertThat(Verdicts.of(platform.reader(SCHEDULER, ring).open(genuine))).isEqualTo("KEY_DESTROYED");
    }

    @Test
    void waitsForAKeyThatIsItsOwnAndNotLoaded() {
        var ring = platform.ring(SCHEDULER);
        ring.notLoaded.add(key(SCHEDULER, 1).id());
        assertThat(Verdicts.of(platform.reader(SCHEDULER, ring).open(genuine))).isEqualTo("waits for OWN_KEY");
    }

    @Test
    void aLoadedVersionIsEnoughWhereAnotherIsDestroyedOrMissing() {
        platform.add(key(SCHEDULER, 2));
        platform.add(key(SCHEDULER, 3));
        for (int loaded = 1; loaded <= 3; loaded++) {
            var forgery = new Forgery();
            forgery.readers = List.of(key(SCHEDULER, 1), key(SCHEDULER, 2), key(SCHEDULER, 3));
            var ring = platform.ring(SCHEDULER);
            ring.destroyed.add(key(SCHEDULER, 1 + loaded % 3).id());
            ring.notLoaded.add(key(SCHEDULER, 1 + (loaded + 1) % 3).id());
            var record = forgery.record(platform, forgery.fileOn(platform, START), INGEST);
            assertThat(Verdicts.of(platform.reader(SCHEDULER, ring).open(record))).isEqualTo("OPENED");
        }
    }

    @Test
    void waitsForAMissingVersionBeforeItBelievesADestroyedOne() {
        platform.add(key(SCHEDULER, 2));
        for (int missing = 1; missing <= 2; missing++) {
            var forgery = new Forgery();
            forgery.readers = List.of(key(SCHEDULER, 1), key(SCHEDULER, 2));
            var ring = platform.ring(SCHEDULER);
            ring.notLoaded.add(key(SCHEDULER, missing).id());
            ring.destroyed.add(key(SCHEDULER, 3 - missing).id());
            var record = forgery.record(platform, forgery.fileOn(platform, START), INGEST);
            assertThat(Verdicts.of(platform.reader(SCHEDULER, ring).open(record))).isEqualTo("waits for OWN_KEY");
        }
    }

    // 10

    @Test
    void refusesAWrapThatDoesNotOpen() {
        var grant = forgery.grant();
        var broken = new Grant(grant.statement(), grant.sid32(), grant.signature(),
                List.of(Records.flipped(grant.wraps().getFirst(), 8 * 1120)));
        platform.log.file(READINGS, grant.id().bytes(), broken.bytes(), START);
        assertThat(verdict(forgery.record(platform, grant, INGEST))).isEqualTo("BAD_WRAP");
    }

    @Test
    void refusesAWrapOfAnotherSecretThanTheOneCommittedTo() {
        forgery.wrapped = new Forgery().secret;
        var grant = forgery.fileOn(platform, START);
        var record = forgery.record(platform, grant, Derivation.key(forgery.wrapped, grant.sid32()), INGEST);
        assertThat(verdict(record)).isEqualTo("BAD_WRAP");
    }

    // 11 and 12

    @Test
    void saysThatARecordWasTamperedWith() {
        assertThat(verdict(Records.withValue(genuine, Records.flipped(Records.value(genuine), 8 * 22)))).isEqualTo("TAMPERED");
    }

    @Test
    void refusesARecordThatNamesAnotherSourceThanItsProducer() {
        var grant = forgery.fileOn(platform, START);
        assertThat(verdict(forgery.record(platform, grant, GATEWAY))).isEqualTo("WRONG_SOURCE");
    }

    @Test
    void refusesARecordWithoutASource() {
        var grant = forgery.fileOn(platform, START);
        assertThat(verdict(forgery.recordWithoutSource(platform, grant))).isEqualTo("WRONG_SOURCE");
    }

    @Test
    void wakesSomebodyUpForForgeriesOnly() {
        assertThat(Arrays.stream(RefusalCode.values()).filter(RefusalCode::alarm)).containsExactlyInAnyOrder(
                RefusalCode.BAD_GRANT, RefusalCode.BAD_SIGNER, RefusalCode.TAMPERED);
    }

    private String verdict(SealedRecord record) {
        return Verdicts.of(platform.reader(SCHEDULER).open(record));
    }

    private String verdictOnForgery(Instant appended) {
        var grant = forgery.fileOn(platform, appended);
        return verdict(forgery.record(platform, grant, new ServiceName(forgery.producer)));
    }

    private String verdictOfNewcomer(Instant firstKey, @Nullable Instant since) {
        platform.readers = List.of(new Reader(SCHEDULER, since));
        var ring = new RingOf(List.of(key(SCHEDULER, 5, firstKey)));
        var another = new Forgery();
        var record = another.record(platform, another.fileOn(platform, START), INGEST);
        return Verdicts.of(platform.reader(SCHEDULER, ring).open(record));
    }
}
