package dev.gatehouse.sealing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * What the names of a record's headers say, as far as it does not hang on their values: which are bound, in the order of their
 * bytes, and how they are encoded. Events of one type repeat their names, so that the answer is remembered. Immutable.
 */
final class HeaderNames {
    private static final String PREFIX = "ce_";
    private static final String CONTENT_TYPE = "content-type";
    private static final String ORIGINAL = "gatehouse-original-";
    private static final int[] NONE = {};
    private static final int SLOTS = 64;
    /** Whoever may write a topic chooses the names; he does not choose how much memory they take. */
    private static final int REMEMBERED_CHARS = 1024;
    private static final AtomicReferenceArray<@Nullable HeaderNames> REMEMBERED = new AtomicReferenceArray<>(SLOTS);

    private final String[] all;
    private final int[] bound;
    private final int[] boundAt;
    private final boolean ascending;
    private final byte[][] prefixes;
    private final int bytes;
    private final HeaderCheck.@Nullable Malformed wrong;
    final int eventId;
    final int source;

    static HeaderNames of(List<Header> headers) {
        int slot = slot(headers);
        var known = REMEMBERED.get(slot);
        if (known != null && known.areThoseOf(headers))
            return known;
        var names = new HeaderNames(headers.stream().map(Header::name).toArray(String[]::new));
        if (Arrays.stream(names.all).mapToLong(n -> n.length() + 1).sum() <= REMEMBERED_CHARS)
            REMEMBERED.set(slot, names);
        return names;
    }

    /** Cheap, and different for what is likely to be on one topic. */
    private static int slot(List<Header> headers) {
        int size = headers.size();
        if (size == 0)
            return 0;
        int lengths = headers.getFirst().name().length() + 3 * headers.get(size / 2).name().length()
                + 5 * headers.getLast().name().length();
        return (size + 7 * lengths) & SLOTS - 1;
    }

    private HeaderNames(String[] all) {
        this.all = all;
        this.bound = IntStream.range(0, all.length).filter(i -> binds(all[i])).limit(BoundHeaders.MAX_COUNT + 1).boxed()
                .sorted(Comparator.comparing(i -> all[i])).mapToInt(i -> i).toArray();
        this.ascending = IntStream.range(1, bound.length).allMatch(i -> bound[i - 1] < bound[i]);
        this.boundAt = new int[all.length];
        Arrays.fill(boundAt, -1);
        for (int i = 0; i < bound.length; i++)
            boundAt[bound[i]] = i;
        this.bytes = IntStream.of(bound).map(i -> all[i].length()).sum();
        this.wrong = check();
        this.prefixes = IntStream.of(wrong == null ? bound : NONE).mapToObj(i -> prefix(all[i])).toArray(byte[][]::new);
        this.eventId = indexOf("ce_id");
        this.source = indexOf("ce_source");
    }

    private HeaderCheck.@Nullable Malformed check() {
        for (var name : all)
            if (!binds(name)) {
                var why = wrong(name);
                if (why != null)
                    return new HeaderCheck.Malformed(why);
            }
        if (bound.length > BoundHeaders.MAX_COUNT)
            return new HeaderCheck.Malformed("more than 32 bound headers");
        for (int i = 1; i < bound.length; i++)
            if (all[bound[i - 1]].equals(all[bound[i]]))
                return new HeaderCheck.Malformed("a bound header is repeated");
        return bytes > BoundHeaders.MAX_BYTES ? BoundHeaders.OVERLONG : null;
    }

    /** What makes every record with such names malformed, or null. */
    HeaderCheck.@Nullable Malformed wrong() {
        return wrong;
    }

    /** How many are bound. */
    int count() {
        return bound.length;
    }

    /** Bytes of the bound names. */
    int bytes() {
        return bytes;
    }

    /** Where the i-th bound one stands among all. */
    int position(int i) {
        return bound[i];
    }

    /** u16 length and name of the i-th bound one. The array is lent. */
    byte[] prefix(int i) {
        return prefixes[i];
    }

    /** Which of the bound ones has this name; -1 for none. */
    int indexOf(String name) {
        for (int i = 0; i < bound.length; i++)
            if (all[bound[i]].equals(name))
                return i;
        return -1;
    }

    /** The bound ones came in the order of their names, as from any producer of ours. */
    boolean ascending() {
        return ascending;
    }

    /** Which of the bound ones stands at a position among all; -1 for one that is not bound. */
    int boundAt(int position) {
        return boundAt[position];
    }

    /** The name at a position among all. */
    String at(int position) {
        return all[position];
    }

    /** How many there are, bound or not. */
    int size() {
        return all.length;
    }

    private boolean areThoseOf(List<Header> headers) {
        if (headers.size() != all.length)
            return false;
        for (int i = 0; i < all.length; i++)
            if (!all[i].equals(headers.get(i).name()))
                return false;
        return true;
    }

    private static byte[] prefix(String name) {
        var ascii = name.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(2 + ascii.length).putShort((short) ascii.length).put(ascii).array();
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

    private static @Nullable String wrong(String name) {
        if (startsWithAsciiIgnoringCase(name, PREFIX))
            return "a header begins with ce_ and is not a legal attribute";
        if (name.length() == CONTENT_TYPE.length() && startsWithAsciiIgnoringCase(name, CONTENT_TYPE))
            return "a twin of content-type in another case";
        if (name.startsWith(ORIGINAL))
            return "a data topic has no gatehouse-original- headers";
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
