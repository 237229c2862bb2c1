package dev.gatehouse.sealing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The headers that a seal binds: {@code ce_*} and {@code content-type}, each once, in the order of their names' bytes.
 * At most 32, names and values together at most 8192 bytes. Immutable as long as the lent arrays are not written to.
 */
public final class BoundHeaders implements HeaderCheck {
    static final int MAX_COUNT = 32;
    static final int MAX_BYTES = 8192;
    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "content-type";
    private static final String ORIGINAL = "gatehouse-original-";

    private final String[] names;
    private final byte[][] values;
    private final int count;
    private final int encodedBytes;

    private BoundHeaders(String[] names, byte[][] values, int count, int encodedBytes) {
        this.names = names;
        this.values = values;
        this.count = count;
        this.encodedBytes = encodedBytes;
    }

    /** Picks the bound headers out of all of a record's, in any order. Whatever looks like one and is none is malformed. */
    public static HeaderCheck pick(List<Header> all) {
        int most = Math.min(all.size(), MAX_COUNT);
        var names = new String[most];
        var values = new byte[most][];
        int count = 0;
        long bytes = 0; // one value of nearly 2 GiB must not wrap it around
        for (int i = 0; i < all.size(); i++) {
            var header = all.get(i);
            var name = header.name();
            if (!binds(name)) {
                var wrong = wrong(name);
                if (wrong != null)
                    return wrong;
                continue;
            }
            var value = header.value();
            if (value == null)
                return new Malformed("a bound header has a null value");
            if (count == MAX_COUNT)
                return new Malformed("more than 32 bound headers");
            bytes += (long) name.length() + value.length;
            if (bytes > MAX_BYTES)
                return new Malformed("bound headers hold more than 8192 bytes");
            int at = count++;
            // Sorted already where the producer is one of ours; then this loop never moves anything.
            while (at > 0) {
                int order = names[at - 1].compareTo(name);
                if (order == 0)
                    return new Malformed("a bound header is repeated");
                if (order < 0)
                    break;
                names[at] = names[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            names[at] = name;
            values[at] = value;
        }
        return new BoundHeaders(names, values, count, 1 + 6 * count + (int) bytes);
    }

    /** The authenticated value of a header, or null. The array is lent. */
    public byte @Nullable [] value(String name) {
        for (int i = 0; i < count; i++)
            if (names[i].equals(name))
                return values[i];
        return null;
    }

    /** The authenticated value of a header as UTF-8 text, or null. */
    public @Nullable String text(String name) {
        var value = value(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** Bytes that {@link #writeTo} writes. */
    int encodedBytes() {
        return encodedBytes;
    }

    /** u8 count, then for each header u16 length, name, u32 length, value. @return offset after the last byte */
    int writeTo(byte[] target, int offset) {
        int at = offset;
        target[at++] = (byte) count;
        for (int i = 0; i < count; i++) {
            var name = names[i];
            int length = name.length();
            target[at++] = (byte) (length >>> 8);
            target[at++] = (byte) length;
            for (int c = 0; c < length; c++)
                target[at++] = (byte) name.charAt(c);
            var value = values[i];
            at = Envelope.writeInt(target, at, value.length);
            System.arraycopy(value, 0, target, at, value.length);
            at += value.length;
        }
        return at;
    }

    /** A legal name of a bound header: {@code ce_[a-z0-9]+} or {@code content-type}. */
    private static boolean binds(String name) {
        if (!name.startsWith(PREFIX))
            return name.equals(CONTENT_TYPE);
        int length = name.length();
        if (length == PREFIX.length())
            return false;
        for (int i = PREFIX.length(); i < length; i++) {
            char c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
                return false;
        }
        return !name.equals("ce_traceparent") && !name.equals("ce_tracestate");
    }

    private static @Nullable Malformed wrong(String name) {
        if (startsWithAsciiIgnoringCase(name, PREFIX))
            return new Malformed("a header begins with ce_ and is not a legal attribute");
        if (name.length() == CONTENT_TYPE.length() && startsWithAsciiIgnoringCase(name, CONTENT_TYPE))
            return new Malformed("a twin of content-type in another case");
        if (name.startsWith(ORIGINAL))
            return new Malformed("a data topic has no gatehouse-original- headers");
        return null;
    }

    /** Not {@code equalsIgnoreCase}, which folds characters beyond ASCII too. */
    private static boolean startsWithAsciiIgnoringCase(String name, String lower) {
        if (name.length() < lower.length())
            return false;
        for (int i = 0; i < lower.length(); i++) {
            char c = name.charAt(i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lower.charAt(i))
                return false;
        }
        return true;
    }
}
