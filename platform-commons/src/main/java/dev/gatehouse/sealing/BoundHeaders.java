package dev.gatehouse.sealing;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The headers that a seal binds: {@code ce_*} and {@code content-type}, each once, in the order of their names' bytes.
 * At most 32, names and values together at most 8192 bytes. Immutable as long as the lent list and arrays are not written to.
 */
public final class BoundHeaders implements HeaderCheck {
    static final int MAX_COUNT = 32;
    static final int MAX_BYTES = 8192;
    private static final Malformed NULL_VALUE = new Malformed("a bound header has a null value");
    static final Malformed OVERLONG = new Malformed("bound headers hold more than 8192 bytes");

    private final HeaderNames names;
    private final List<Header> all;

    /** @param all names are known, values are legal */
    BoundHeaders(HeaderNames names, List<Header> all) {
        this.names = names;
        this.all = all;
    }

    /** Picks the bound headers out of all of a record's, in any order. Whatever looks like one and is none is malformed. */
    public static HeaderCheck pick(List<Header> all) {
        return pick(HeaderNames.of(all), all);
    }

    /** @param names those of {@code all} */
    static HeaderCheck pick(HeaderNames names, List<Header> all) {
        var wrong = names.wrong();
        if (wrong != null)
            return wrong;
        int bytes = names.bytes();
        for (int i = 0; i < names.count(); i++) {
            var value = all.get(names.position(i)).value();
            if (value == null)
                return NULL_VALUE;
            if (value.length > MAX_BYTES - bytes)
                return OVERLONG;
            bytes += value.length;
        }
        return new BoundHeaders(names, all);
    }

    /** The authenticated value of a header, or null. The array is lent. */
    public byte @Nullable [] value(String name) {
        return valueOrNull(names.indexOf(name));
    }

    /** The authenticated value of a header as UTF-8 text, or null. */
    public @Nullable String text(String name) {
        var value = value(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** {@code ce_id}, or null. */
    byte @Nullable [] eventId() {
        return valueOrNull(names.eventId);
    }

    /** {@code ce_source}, or null. */
    byte @Nullable [] source() {
        return valueOrNull(names.source);
    }

    HeaderNames names() {
        return names;
    }

    /** The value of the i-th in the order of the names. */
    byte[] value(int i) {
        var value = all.get(names.position(i)).value();
        if (value == null)
            throw new IllegalStateException("somebody changes the headers while they are in use");
        return value;
    }

    private byte @Nullable [] valueOrNull(int i) {
        return i < 0 ? null : value(i);
    }
}
