package dev.gatehouse.sealing.kafka;

import java.nio.ByteBuffer;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.gatehouse.sealing.SessionId;

import static org.assertj.core.api.Assertions.assertThat;

class GrantIndexTest {
    private static final SessionId ID = new SessionId(1, 2);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private final GrantIndex index = new GrantIndex();

    @Test
    void keepsAllGrantsOfASessionInTheirOrder() {
        index.file(ID, new byte[]{1}, FIRST);
        index.file(ID, new byte[]{2}, FIRST.plusSeconds(1));

        assertThat(index.find(ID)).extracting(g -> g.value()[0]).containsExactly((byte) 1, (byte) 2);
    }

    @Test
    void countsARepeatedGrantOnceAndByItsFirstAppend() {
        index.file(ID, new byte[]{1}, FIRST);
        index.file(ID, new byte[]{1}, FIRST.plusSeconds(9));

        assertThat(index.find(ID)).singleElement().satisfies(g -> assertThat(g.appendTime()).isEqualTo(FIRST));
    }

    @Test
    void ignoresMoreThan64GrantsUnderOneId() {
        for (int i = 0; i < 100; i++)
            index.file(ID, new byte[]{(byte) i}, FIRST);

        assertThat(index.find(ID)).hasSize(64);
        assertThat(index.isIncomplete()).isFalse();
    }

    @Test
    void forgetsTheOldestSessionsRatherThanFillTheMemory() {
        for (int i = 0; i < 10_000; i++)
            index.file(new SessionId(0, i), new byte[4 * 1024], FIRST.plusSeconds(i));
        for (int i = 0; i < 500; i++)
            index.file(new SessionId(1, i), ByteBuffer.allocate(128 * 1024).putInt(i).array(), FIRST.plusSeconds(100_000 + i));

        assertThat(index.size()).isLessThanOrEqualTo(500 + (64 * 1024 - 500 * 128) / 4);
        assertThat(index.find(new SessionId(1, 499))).hasSize(1);
        assertThat(index.isIncomplete()).as("nobody may conclude that a grant does not exist").isTrue();
    }
}
