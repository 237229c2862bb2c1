package dev.gatehouse.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PseudonymKeyTest {
    private final PseudonymKey key = PseudonymKey.fromBytes(Keys.filled(5));

    @Test
    void givesTheSameSixteenBytesForTheSameWords() {
        assertThat(key.of("key", "device-7")).hasSize(16).isEqualTo(PseudonymKey.fromBytes(Keys.filled(5)).of("key", "device-7"));
    }

    @Test
    void givesOthersUnderAnotherKey() {
        assertThat(PseudonymKey.fromBytes(Keys.filled(6)).of("key", "device-7")).isNotEqualTo(key.of("key", "device-7"));
    }

    @Test
    void noTwoListsCollide() {
        var lists = new String[][]{{"a"}, {"a", ""}, {"", "a"}, {"a", "", ""}, {"a", "b"}, {"ab"}, {"ab", ""}, {"", "ab"},
                {"a", "b", ""}, {"a\u0000b"}, {"a", "\u0000b"}, {"\u0000\u0000\u0000\u0001a"}, {"a\u0000\u0000\u0000\u0001b"},
                {"?"}, {""}};
        var seen = new HashSet<String>();
        for (var list : lists)
            assertThat(
                    seen.add(new String(key.of(list[0], Arrays.copyOfRange(list, 1, list.length)), StandardCharsets.ISO_8859_1)))
                    .as(Arrays.toString(list)).isTrue();
    }

    @Test
    void refusesHalfACharacterWhichWouldCollideWithAQuestionMark() {
        assertThatThrownBy(() -> key.of("key", "\uD83D")).isInstanceOf(IllegalArgumentException.class);
        assertThat(key.of("key", "\uD83D\uDE00")).isNotEqualTo(key.of("key", "??"));
    }

    @Test
    void refusesAKeyOfAnotherSize() {
        assertThatThrownBy(() -> PseudonymKey.fromBytes(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PseudonymKey.fromBytes(new byte[33])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesACopyOfItsKey() {
        var bytes = Keys.filled(5);
        var copied = PseudonymKey.fromBytes(bytes);
        Arrays.fill(bytes, (byte) 0);
        assertThat(copied.of("key", "device-7")).isEqualTo(key.of("key", "device-7"));
    }

    @Test
    void mayBeUsedByManyThreads() throws Exception {
        var expected = key.of("key", "device-7");
        try (var threads = Executors.newFixedThreadPool(4)) {
            var given = IntStream.range(0, 200).mapToObj(i -> threads.submit(() -> key.of("key", "device-7"))).toList();
            for (var each : given)
                assertThat(each.get()).isEqualTo(expected);
        }
    }

    @Test
    void showsNothingInItsText() {
        assertThat(key).hasToString("pseudonym key");
    }
}
