package dev.gatehouse.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.TopicContract.Writer;

import static dev.gatehouse.sealing.Platform.GATEWAY;
import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.START;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/** Several grants under one session id: whoever may write the topic can put more of them there. */
class SeveralGrantsTest {
    private static final Instant EARLIER = START.minus(Duration.ofHours(1));
    private final Platform platform = new Platform();
    private final Grant grant = new Forgery().grant();
    private final Forgery forgery = new Forgery();

    @Test
    void theFirstThatPassesWins() {
        var good = forgery.grant();
        file(good, withSignatureBitFlipped(good), START);
        file(good, good.bytes(), START);
        file(good, new byte[0], START);
        assertThat(verdict(good)).isEqualTo("OPENED");
    }

    @Test
    void theOneThatGotFurthestDecides() {
        var good = forgery.grant();
        file(good, new byte[0], START);
        file(good, withWrapBitFlipped(good), START);
        file(good, withSignatureBitFlipped(good), START);
        assertThat(verdict(good)).isEqualTo("BAD_WRAP");
    }

    @Test
    void oneThatWaitsIsNotOverruledByOneThatFailed() {
        forgery.signer = forgery.signs = key(INGEST, 9);
        platform.directoryBegun = START;
        var good = forgery.grant();
        file(good, good.bytes(), START);
        file(good, new byte[0], START);
        assertThat(verdict(good)).isEqualTo("waits for DIRECTORY");
    }

    @Test
    void oneThatFailedFurtherDoesNotOverruleOneThatWaits() {
        var good = forgery.grant();
        var ring = platform.ring(SCHEDULER);
        ring.notLoaded.add(key(SCHEDULER, 1).id());
        file(good, withSignatureBitFlipped(good), START);
        file(good, good.bytes(), START);
        var record = forgery.record(platform, good, INGEST);
        assertThat(Verdicts.of(platform.reader(SCHEDULER, ring).open(record))).isEqualTo("waits for OWN_KEY");
    }

    @Test
    void oneThatWaitsOverrulesWhateverFailedBeforeOrAfterIt() {
        platform.writers = List.of(new Writer(INGEST, START));
        platform.contractBegun = START;
        for (boolean waitsFirst : new boolean[]{true, false}) {
            var forgery = new Forgery();
            var late = forgery.grant();
            if (waitsFirst)
                file(late, late.bytes(), START);
            file(late, withSignatureBitFlipped(late), EARLIER);
            if (!waitsFirst)
                file(late, late.bytes(), START);
            var record = Records.withTime(forgery.record(platform, late, INGEST), EARLIER);
            assertThat(Verdicts.of(platform.reader(SCHEDULER).open(record))).isEqualTo("waits for CONTRACT");
        }
    }

    @Test
    void theEarliestAppendOfTheSameGrantCounts() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        var good = forgery.grant();
        file(good, good.bytes(), START);
        file(good, good.bytes(), EARLIER);
        assertThat(verdictAt(good, EARLIER)).isEqualTo("OPENED");
    }

    @Test
    void theEarliestAppendCountsForAWriterThatWasRemovedToo() {
        platform.writers = List.of(new Writer(INGEST, START), new Writer(GATEWAY, null));
        var good = forgery.grant();
        file(good, good.bytes(), START.plusSeconds(1));
        file(good, good.bytes(), EARLIER);
        assertThat(verdictAt(good, EARLIER)).isEqualTo("OPENED");
    }

    @Test
    void aStatementPlantedBeforeTheRevocationDoesNotMakeAStolenKeysSignatureOlder() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        var signedWithTheStolenKey = forgery.grant();
        file(signedWithTheStolenKey, withSignatureBitFlipped(signedWithTheStolenKey), EARLIER);
        file(signedWithTheStolenKey, signedWithTheStolenKey.bytes(), START.plusSeconds(1));
        assertThat(verdictAt(signedWithTheStolenKey, EARLIER)).isEqualTo("BAD_GRANT");
    }

    @Test
    void aGrantOfAnotherSessionUnderThisIdMakesNothingOlder() {
        platform.revocations.put(key(INGEST, 1).id(), START);
        var late = forgery.grant();
        file(late, grant.bytes(), EARLIER);
        file(late, late.bytes(), START);
        assertThat(verdictAt(late, EARLIER)).isEqualTo("BAD_SIGNER");
    }

    private void file(Grant under, byte[] value, Instant appended) {
        platform.log.file(READINGS, under.id().bytes(), value, appended);
    }

    private String verdict(Grant good) {
        return verdictAt(good, START);
    }

    private String verdictAt(Grant good, Instant appended) {
        var record = Records.withTime(forgery.record(platform, good, INGEST), appended);
        return Verdicts.of(platform.reader(SCHEDULER).open(record));
    }

    private static byte[] withSignatureBitFlipped(Grant g) {
        return Records.flipped(g.bytes(), 8 * g.statement().bytes().length);
    }

    private static byte[] withWrapBitFlipped(Grant g) {
        return Records.flipped(g.bytes(), 8 * g.bytes().length - 1);
    }
}
