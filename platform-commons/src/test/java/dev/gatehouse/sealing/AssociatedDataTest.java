package dev.gatehouse.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What one record left in the buffer never gets into the next one's associated data. */
class AssociatedDataTest {
    private static final byte[] HEAD = new byte[38];
    private final AssociatedData data = new AssociatedData();
    private final Random random = new Random(42);

    @Test
    void isWhatTheFormatSaysWhateverRecordsCameBefore() {
        for (int i = 0; i < 200_000; i++) {
            var key = random.nextInt(4) == 0 ? null : bytes(random.nextInt(3));
            var headers = headers();

            assertThat(bind(key, headers)).isEqualTo(format(key, headers));
        }
    }

    @Test
    void writesHeadersSortedWithTheirLengths() {
        data.bind(null, List.of(new Header("ce_b", new byte[]{7}), new Header("content-type", new byte[0]),
                new Header("ce_a", new byte[]{7, 7})));
        assertThat(Arrays.copyOfRange(data.bytes(), Envelope.HEADER, data.length())).containsExactly(0, 0, 0, 0, 0, 3, 0, 4, 'c',
                'e', '_', 'a', 0, 0, 0, 2, 7, 7, 0, 4, 'c', 'e', '_', 'b', 0, 0, 0, 1, 7, 0, 12, 'c', 'o', 'n', 't', 'e', 'n',
                't',
                '-', 't', 'y', 'p', 'e', 0, 0, 0, 0);
    }

    @Test
    void forgetsWhatAMalformedRecordLeftHalfWritten() {
        var good = List.of(header("ce_id", 5), header("ce_source", 5), header("ce_type", 5));
        bind(null, good);

        assertThat(bind(null, List.of(header("ce_id", 40), header("ce_source", 5), new Header("ce_type", null)))).isNull();
        assertThat(bind(null, good)).isEqualTo(format(null, good));
    }

    @Test
    void bindsNothingAfterAMalformedRecord() {
        bind(null, List.of(header("ce_id", 5)));
        bind(null, List.of(new Header("ce_id", null)));

        assertThatThrownBy(() -> data.head(HEAD)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void forgetsWhatItGaveUpAfterABigRecordKey() {
        var headers = List.of(header("ce_id", 5), header("ce_type", 5));
        bind(new byte[100_000], headers);

        data.shrink();

        assertThat(bind(null, headers)).isEqualTo(format(null, headers));
    }

    @Test
    void countsTheBytesOfEveryRecordAnew() {
        bind(null, List.of(header("ce_a", 10), header("ce_b", 10)));

        assertThat(bind(null, List.of(header("ce_a", 10), header("ce_b", 8192 - 8 - 10)))).isNotNull();
        assertThat(bind(null, List.of(header("ce_a", 10), header("ce_b", 8192 - 8 - 9)))).isNull();
    }

    private byte @Nullable [] bind(byte @Nullable [] key, List<Header> headers) {
        if (!(data.bind(key, headers) instanceof BoundHeaders))
            return null;
        data.head(HEAD);
        return Arrays.copyOf(data.bytes(), data.length());
    }

    /** Few names and few lengths, so that records are often like the one before, but for one thing. */
    private List<Header> headers() {
        var headers = new ArrayList<Header>();
        for (var name : List.of("ce_a", "ce_bb", "ce_id", "content-type", "traceparent"))
            if (random.nextInt(8) != 0)
                headers.add(header(new String(name.getBytes(US_ASCII), US_ASCII), random.nextInt(3)));
        if (random.nextInt(8) == 0)
            Collections.shuffle(headers, random);
        return headers;
    }

    private Header header(String name, int length) {
        return new Header(name, bytes(length));
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] format(byte @Nullable [] key, List<Header> headers) {
        var out = new ByteArrayOutputStream();
        out.write(HEAD, 0, 22);
        out.write(key == null ? 0 : 1);
        out.writeBytes(ByteBuffer.allocate(4).putInt(key == null ? 0 : key.length).array());
        out.writeBytes(key == null ? new byte[0] : key);
        var bound = headers.stream().filter(h -> h.name().startsWith("c")).sorted(Comparator.comparing(Header::name)).toList();
        out.write(bound.size());
        for (var header : bound) {
            var value = header.value() == null ? new byte[0] : header.value();
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) header.name().length()).array());
            out.writeBytes(header.name().getBytes(US_ASCII));
            out.writeBytes(ByteBuffer.allocate(4).putInt(value.length).array());
            out.writeBytes(value);
        }
        return out.toByteArray();
    }
}
