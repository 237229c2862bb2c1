package dev.gatehouse.sealing;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.keys.KeyId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A statement is exactly as specified, or it is none. */
class StatementTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void readsWhatItWrites() {
        var s = statement(readers(3));
        var read = Statement.read(ByteBuffer.wrap(s.bytes()));
        assertThat(read).usingRecursiveComparison().isEqualTo(s);
        assertThat(read.created()).isEqualTo(CREATED);
    }

    @Test
    void liesAsSpecified() {
        var bytes = statement(readers(1)).bytes();
        assertThat(Arrays.copyOf(bytes, 10)).containsExactly(0x47, 0x53, 1, 1, 'r', 2, 't', 't', 3, 'p');
        assertThat(bytes).hasSize(3 + 2 + 3 + 4 + 8 + 8 + 32 + 1 + 8);
    }

    @Test
    void takesOneToSixtyFourReaders() {
        assertThat(statement(readers(1)).readers()).hasSize(1);
        assertThat(statement(readers(64)).readers()).hasSize(64);
        assertThatThrownBy(() -> statement(readers(0))).isInstanceOf(NotAGrantException.class);
        assertThatThrownBy(() -> statement(readers(65))).isInstanceOf(NotAGrantException.class);
    }

    @Test
    void ordersReadersAsUnsignedBytesAndTakesNoneTwice() {
        assertThat(statement(List.of(new KeyId(1), new KeyId(-1))).readers()).hasSize(2);
        assertThatThrownBy(() -> statement(List.of(new KeyId(-1), new KeyId(1)))).isInstanceOf(NotAGrantException.class);
        assertThatThrownBy(() -> statement(List.of(new KeyId(1), new KeyId(1)))).isInstanceOf(NotAGrantException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\u007f", "a\u0000"})
    void takesNamesOfVisibleAsciiOnly(String name) {
        assertThatThrownBy(() -> named(name)).isInstanceOf(NotAGrantException.class);
    }

    @Test
    void takesNamesOf255Bytes() {
        assertThat(named("~".repeat(255)).topic()).hasSize(255);
    }

    @Test
    void refusesATimeBeyondAnyClock() {
        var bytes = statement(readers(1)).bytes();
        bytes[3 + 2 + 3 + 4 + 8] |= (byte) 0x80;
        assertThatThrownBy(() -> Statement.read(ByteBuffer.wrap(bytes))).isInstanceOf(NotAGrantException.class);
    }

    @Test
    void refusesEveryOtherBeginning() {
        for (int at = 0; at < 3; at++) {
            var bytes = statement(readers(1)).bytes();
            bytes[at]++;
            assertThatThrownBy(() -> Statement.read(ByteBuffer.wrap(bytes))).isInstanceOf(NotAGrantException.class);
        }
    }

    @Test
    void refusesEveryBeginningOfItself() {
        var bytes = statement(readers(2)).bytes();
        for (int length = 0; length < bytes.length; length++) {
            var cut = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Statement.read(cut)).isInstanceOf(NotAGrantException.class);
        }
    }

    @Test
    void aGrantHasOneWrapForEachReaderAndNothingBehind() {
        var s = statement(readers(2));
        var grant = new Grant(s, Derivation.idOf(s.bytes()), new byte[64], List.of(new byte[1168], new byte[1168]));
        assertThat(Grant.read(grant.bytes()).wraps()).hasSize(2);
        assertThatThrownBy(() -> Grant.read(Records.longerByOne(grant.bytes()))).isInstanceOf(NotAGrantException.class);
        assertThatThrownBy(() -> Grant.read(Arrays.copyOf(grant.bytes(), grant.bytes().length - 1168)))
                .isInstanceOf(NotAGrantException.class);
    }

    private static Statement statement(List<KeyId> readers) {
        return Statement.of("r", "tt", "ppp", new KeyId(7), CREATED, new byte[32], readers);
    }

    private static Statement named(String name) {
        return Statement.of("r", name, "ppp", new KeyId(7), CREATED, new byte[32], readers(1));
    }

    private static List<KeyId> readers(int count) {
        return new ArrayList<>(LongStream.range(0, count).mapToObj(KeyId::new).toList());
    }
}
