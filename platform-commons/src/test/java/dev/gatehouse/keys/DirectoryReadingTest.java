package dev.gatehouse.keys;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class DirectoryReadingTest {
    private static final PublicKeyVersion FIRST = Keys.FIRST.publicHalf();
    private static final PublicKeyVersion SECOND = Keys.SECOND.publicHalf();
    private static final PublicKeyVersion OTHERS = Keys.OTHERS.publicHalf();

    @Test
    void theNewestActiveVersionIsTheOneToWrapTo() {
        var reading = reading(Map.of());
        assertThat(reading.active(Keys.SERVICE, SECOND.activeFrom())).contains(SECOND);
    }

    @Test
    void aVersionIsNotActiveBeforeItsTime() {
        var reading = reading(Map.of());
        assertThat(reading.active(Keys.SERVICE, SECOND.activeFrom().minusMillis(1))).contains(FIRST);
        assertThat(reading.active(Keys.SERVICE, FIRST.activeFrom().minusMillis(1))).isEmpty();
    }

    @Test
    void aRevokedVersionIsNotActive() {
        assertThat(reading(Map.of(SECOND.id(), Keys.FROM)).active(Keys.SERVICE, SECOND.activeFrom())).contains(FIRST);
    }

    @Test
    void aRevocationWithATimeStillToComeCountsForWrapping() {
        assertThat(reading(Map.of(SECOND.id(), Keys.FROM.plusSeconds(1000))).active(Keys.SERVICE, SECOND.activeFrom()))
                .contains(FIRST);
    }

    @Test
    void aServiceWhoseVersionsAreAllRevokedHasNone() {
        var reading = reading(Map.of(FIRST.id(), Keys.FROM, SECOND.id(), Keys.FROM));
        assertThat(reading.active(Keys.SERVICE, SECOND.activeFrom())).isEmpty();
        assertThat(reading.revokedAt(FIRST.id())).contains(Keys.FROM);
    }

    @Test
    void aServiceWithoutEntriesHasNone() {
        assertThat(reading(Map.of()).active(new ServiceName("newcomer"), SECOND.activeFrom())).isEmpty();
    }

    @Test
    void findsEveryEntryByItsIdRevokedOnesToo() {
        var reading = reading(Map.of(OTHERS.id(), Keys.FROM));
        assertThat(reading.find(OTHERS.id())).contains(OTHERS);
        assertThat(reading.find(new KeyId(0))).isEmpty();
        assertThat(reading.entries()).hasSize(3);
    }

    @Test
    void ofTwoEntriesWithOneIdTheLowerVersionHolds() {
        var copied = new PublicKeyVersion(Keys.REALM, Keys.SERVICE, 9, FIRST.kem(), FIRST.sign(), Keys.FROM);
        for (var entries : List.of(List.of(FIRST, copied), List.of(copied, FIRST)))
            assertThat(new DirectoryReading(Keys.FROM, entries, Map.of()).find(FIRST.id())).contains(FIRST);
    }

    private static DirectoryReading reading(Map<KeyId, Instant> revocations) {
        return new DirectoryReading(Keys.FROM, List.of(FIRST, SECOND, OTHERS), revocations);
    }
}
