package dev.gatehouse.sealing;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventIdsTest {
    @Test
    void findsEveryIllegalByteAtEveryPlace() {
        for (int length = 1; length <= 128; length++)
            for (int at = 0; at < length; at++)
                for (int b = 0; b < 256; b++) {
                    var id = new byte[length];
                    Arrays.fill(id, (byte) (b % 2 == 0 ? 0x21 : 0x7E));
                    id[at] = (byte) b;
                    if (EventIds.isLegal(id) != (b >= 0x21 && b <= 0x7E))
                        assertThat(id).as("byte %d at %d of %d", b, at, length).isNull();
                }
    }

    @Test
    void refusesNoneEmptyAndTooLong() {
        assertThat(EventIds.isLegal(null)).isFalse();
        assertThat(EventIds.isLegal(new byte[0])).isFalse();
        assertThat(EventIds.isLegal("x".repeat(129).getBytes(java.nio.charset.StandardCharsets.US_ASCII))).isFalse();
    }
}
