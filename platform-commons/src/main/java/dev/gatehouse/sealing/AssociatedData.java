package dev.gatehouse.sealing;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Associated data of one record after another, in one array: bytes 0 to 21 of the value, u8 key present, u32 length of the
 * key, key, u8 count, then for each bound header u16 length, name, u32 length, value.
 *
 * <p>What the record before left in its place is not written again if it is a name or a length; every value is. So there is
 * one pass over the headers of a record that is like the one before. Not thread-safe.
 */
final class AssociatedData {
    private static final int KEPT = 16 * 1024;
    private static final int MOST_BUT_KEY = Envelope.HEADER + 6 + 6 * BoundHeaders.MAX_COUNT + BoundHeaders.MAX_BYTES;

    private byte[] bytes = {};
    private int length;
    /** Whose names and lengths lie in {@link #bytes} before where the values are placed; null while that is not certain. */
    private @Nullable HeaderNames laidOut;
    private final long[] placeOfValue = new long[BoundHeaders.MAX_COUNT];

    /** All but the first 22 bytes. @return the headers that are bound, or what is wrong with them */
    HeaderCheck bind(byte @Nullable [] key, List<Header> headers) {
        var before = laidOut;
        laidOut = null;
        int start = putKey(key);
        if (before != null && before.ascending()) {
            int end = putLike(before, headers, start);
            if (end >= 0)
                return done(before, headers, end);
        }
        return switch (BoundHeaders.pick(headers)) {
            case HeaderCheck.Malformed malformed -> malformed;
            case BoundHeaders bound -> done(bound.names(), headers, putAll(bound, start));
        };
    }

    /** The first 22 bytes. @throws IllegalStateException when the headers were malformed, and so nothing is bound */
    void head(byte[] value) {
        if (laidOut == null)
            throw new IllegalStateException("nothing is bound");
        System.arraycopy(value, 0, bytes, 0, Envelope.HEADER);
    }

    /** Lent until the next {@link #bind}; only the first {@link #length} bytes count. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Gives up an array that one big record key blew up. */
    void shrink() {
        if (bytes.length > KEPT)
            bytes = new byte[0];
    }

    private int putKey(byte @Nullable [] key) {
        int keyLength = key == null ? 0 : key.length;
        if (bytes.length < MOST_BUT_KEY + keyLength) {
            bytes = new byte[MOST_BUT_KEY + keyLength];
            Arrays.fill(placeOfValue, 0);
        }
        bytes[Envelope.HEADER] = (byte) (key == null ? 0 : 1);
        int at = Envelope.writeInt(bytes, Envelope.HEADER + 1, keyLength);
        if (key != null)
            System.arraycopy(key, 0, bytes, at, keyLength);
        return at + keyLength;
    }

    /** @return -1 when the headers have other names, or something is wrong with their values */
    private int putLike(HeaderNames names, List<Header> headers, int offset) {
        if (headers.size() != names.size())
            return -1;
        int at = offset;
        int sum = names.bytes();
        bytes[at++] = (byte) names.count();
        for (int position = 0; position < names.size(); position++) {
            var header = headers.get(position);
            if (!names.at(position).equals(header.name()))
                return -1;
            int i = names.boundAt(position);
            if (i < 0)
                continue;
            var value = header.value();
            if (value == null || value.length > BoundHeaders.MAX_BYTES - sum)
                return -1;
            sum += value.length;
            at = put(i, names.prefix(i), value, at);
        }
        return at;
    }

    private int putAll(BoundHeaders bound, int offset) {
        Arrays.fill(placeOfValue, 0);
        int at = offset;
        var names = bound.names();
        bytes[at++] = (byte) names.count();
        for (int i = 0; i < names.count(); i++)
            at = put(i, names.prefix(i), bound.value(i), at);
        return at;
    }

    private int put(int i, byte[] prefix, byte[] value, int at) {
        int start = at + prefix.length + 4;
        long place = (long) start << 32 | value.length;
        if (placeOfValue[i] != place) {
            System.arraycopy(prefix, 0, bytes, at, prefix.length);
            Envelope.writeInt(bytes, start - 4, value.length);
            placeOfValue[i] = place;
        }
        System.arraycopy(value, 0, bytes, start, value.length);
        return start + value.length;
    }

    private HeaderCheck done(HeaderNames names, List<Header> headers, int end) {
        laidOut = names;
        length = end;
        return new BoundHeaders(names, headers);
    }
}
