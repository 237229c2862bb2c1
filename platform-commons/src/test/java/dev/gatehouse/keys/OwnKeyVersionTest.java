package dev.gatehouse.keys;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnKeyVersionTest {
    private static final byte[] INFO = {1, 2, 3};
    private static final byte[] SECRET = Keys.filled(42);
    private final byte[] wrapped = Keys.FIRST.publicHalf().wrap(INFO, SECRET);

    @Test
    void opensWhatWasWrappedToIt() {
        assertThat(wrapped).hasSize(1168);
        assertThat(Keys.FIRST.unwrap(INFO, wrapped)).contains(SECRET);
    }

    @Test
    void opensNothingUnderAnotherInfoOrKey() {
        assertThat(Keys.FIRST.unwrap(new byte[]{1, 2}, wrapped)).isEmpty();
        assertThat(Keys.SECOND.unwrap(INFO, wrapped)).isEmpty();
    }

    @Test
    void opensNothingThatWasCutOrContinued() {
        assertThat(IntStream.of(0, 1, 1119, 1120, 1121, 1135, 1136, 1167, 1169)
                .mapToObj(length -> Keys.FIRST.unwrap(INFO, Arrays.copyOf(wrapped, length)))).allMatch(Optional::isEmpty);
    }

    @Test
    void opensNothingWithAPointOfLowOrderInTheEncapsulation() {
        Arrays.fill(wrapped, 1088, 1120, (byte) 0);
        assertThat(Keys.FIRST.unwrap(INFO, wrapped)).isEmpty();
    }

    @Test
    void wrapsTheSameSecretDifferentlyEachTime() {
        assertThat(Keys.FIRST.publicHalf().wrap(INFO, SECRET)).isNotEqualTo(wrapped);
    }

    @Test
    void signsAsItsPublicHalfVerifies() {
        assertThat(Keys.FIRST.publicHalf().verifies(INFO, Keys.FIRST.sign(INFO))).isTrue();
        assertThat(Keys.SECOND.publicHalf().verifies(INFO, Keys.FIRST.sign(INFO))).isFalse();
    }

    @Test
    void leavesTheSeedsToTheCaller() {
        var kem = Keys.filled(1);
        var sign = Keys.filled(101);
        var own = OwnKeyVersion.fromSeeds(Keys.REALM, Keys.SERVICE, 1, kem, sign, Keys.FROM);
        assertThat(kem).isEqualTo(Keys.filled(1));
        Arrays.fill(kem, (byte) 0);
        Arrays.fill(sign, (byte) 0);
        assertThat(own.unwrap(INFO, wrapped)).contains(SECRET);
        assertThat(own.sign(INFO)).isEqualTo(Keys.FIRST.sign(INFO));
    }

    @Test
    void refusesSeedsOfAnotherSize() {
        assertThatThrownBy(
                () -> OwnKeyVersion.fromSeeds(Keys.REALM, Keys.SERVICE, 1, new byte[31], new byte[32], Keys.FROM))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                () -> OwnKeyVersion.fromSeeds(Keys.REALM, Keys.SERVICE, 1, new byte[32], new byte[33], Keys.FROM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoKeyInItsText() {
        var text = Keys.FIRST.toString() + new KeyRing.Held.Loaded(Keys.FIRST);
        assertThat(text).contains("iot-ingest/1").doesNotContainIgnoringCase(HexFormat.of().formatHex(Keys.filled(1), 0, 4))
                .doesNotContain(Base64.getEncoder().encodeToString(Keys.filled(101)).substring(0, 8)).hasSizeLessThan(200);
    }
}
