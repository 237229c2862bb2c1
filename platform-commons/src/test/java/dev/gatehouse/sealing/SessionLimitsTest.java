package dev.gatehouse.sealing;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionLimitsTest {
    private static final Duration DAY = Duration.ofHours(24);

    @Test
    void areTwoToThe32Records256GiBAndADay() {
        assertThat(SessionLimits.STANDARD).isEqualTo(new SessionLimits(4_294_967_296L, 274_877_906_944L, DAY));
    }

    @Test
    void canBeLowerButNotHigher() {
        assertThat(new SessionLimits(1, 1, Duration.ofMillis(1))).isNotNull();
        refuses((1L << 32) + 1, 1, DAY);
        refuses(1, (256L << 30) + 1, DAY);
        refuses(1, 1, DAY.plusMillis(1));
    }

    @Test
    void areNeverNothing() {
        refuses(0, 1, DAY);
        refuses(1, 0, DAY);
        refuses(1, 1, Duration.ofMillis(-1));
    }

    private static void refuses(long records, long bytes, Duration age) {
        assertThatThrownBy(() -> new SessionLimits(records, bytes, age)).isInstanceOf(IllegalArgumentException.class);
    }
}
