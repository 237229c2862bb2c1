package dev.gatehouse.sealing;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static dev.gatehouse.sealing.Platform.key;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The broker alters a grant. For a reader everything is covered but the other readers' wraps: they are neither signed nor
 * its own, and whoever alters one keeps out that other reader only.
 */
@Execution(ExecutionMode.CONCURRENT)
class TamperedGrantTest {
    private final Platform platform = new Platform();

    @Test
    void noBitOfTheOnlyGrantCanBeFlipped() {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        var record = platform.send(platform.ready(INGEST), READINGS, "{}");
        var grant = platform.published.getFirst();
        assertThat(IntStream.range(0, 8 * grant.length).filter(bit -> opensWith(record, Records.flipped(grant, bit)))).isEmpty();
    }

    @Test
    void theOnlyGrantCanNeitherBeCutNorContinued() {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        var record = platform.send(platform.ready(INGEST), READINGS, "{}");
        var grant = platform.published.getFirst();
        assertThat(IntStream.range(0, grant.length).filter(length -> opensWith(record, Arrays.copyOf(grant, length)))).isEmpty();
        assertThat(opensWith(record, Records.longerByOne(grant))).isFalse();
        assertThat(opensWith(record, grant)).isTrue();
    }

    @Test
    void exactlyTheOtherReadersWrapsAreNotCoveredForThisReader() {
        var record = platform.send(platform.ready(INGEST), READINGS, "{}");
        var grant = platform.published.getFirst();
        int wraps = Grant.read(grant).statement().bytes().length + Grant.SIGNATURE;
        int mine = new TreeSet<>(platform.readers.stream().map(r -> key(r.service(), 1).id()).toList()).headSet(
                key(SCHEDULER, 1).id()).size();
        int from = wraps + mine * Grant.WRAP;

        // A step that is no divisor of any length, so that every field is hit at many places.
        var opens = IntStream.iterate(0, at -> at < grant.length, at -> at + 7)
                .filter(at -> opensWith(record, Records.flipped(grant, 8 * at + at % 8))).toArray();
        var others = IntStream.iterate(0, at -> at < grant.length, at -> at + 7)
                .filter(at -> at >= wraps && (at < from || at >= from + Grant.WRAP)).toArray();
        assertThat(opens).isEqualTo(others);
    }

    @Test
    void wrapsCannotBeSwappedBetweenReaders() {
        var record = platform.send(platform.ready(INGEST), READINGS, "{}");
        var grant = Grant.read(platform.published.getFirst());
        var swapped = new Grant(grant.statement(), grant.sid32(), grant.signature(), grant.wraps().reversed());
        var left = platform.readers.stream().filter(r -> opensWith(r.service(), record, swapped.bytes())).toList();
        assertThat(left).hasSize(1); // the one in the middle
    }

    @Test
    void aWrapCannotBeLiftedIntoAnotherSession() {
        platform.readers = List.of(new Reader(SCHEDULER, null));
        platform.ready(INGEST);
        var record = platform.send(platform.ready(INGEST), READINGS, "{}");
        var lifted = Grant.read(platform.published.getFirst()).wraps();
        var grant = Grant.read(platform.published.getLast());
        assertThat(opensWith(record, new Grant(grant.statement(), grant.sid32(), grant.signature(), lifted).bytes())).isFalse();
    }

    private boolean opensWith(SealedRecord record, byte[] grant) {
        return opensWith(SCHEDULER, record, grant);
    }

    private boolean opensWith(ServiceName service, SealedRecord record, byte[] grant) {
        platform.log.forgetEverything();
        platform.log.file(READINGS, Records.session(record).bytes(), grant, platform.now);
        return platform.reader(service).open(record) instanceof Verdict.Opened;
    }
}
