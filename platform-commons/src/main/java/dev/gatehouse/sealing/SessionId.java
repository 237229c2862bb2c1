package dev.gatehouse.sealing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Id of a sealing session: the first 16 bytes of a hash over what its producer signed. */
public record SessionId(long high, long low) {
    public static final int BYTES = 16;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static SessionId at(byte[] bytes, int offset) {
        return new SessionId((long) LONG.get(bytes, offset), (long) LONG.get(bytes, offset + 8));
    }

    /** @param bytes exactly 16, as in the key of a grant */
    public static SessionId of(byte[] bytes) {
        if (bytes.length != BYTES)
            throw new IllegalArgumentException("session id has %d bytes instead of 16".formatted(bytes.length));
        return at(bytes, 0);
    }

    /** @param value of a sealed record */
    public static SessionId ofRecord(byte[] value) {
        return at(value, Envelope.SESSION);
    }

    boolean isAt(byte[] bytes, int offset) {
        return high == (long) LONG.get(bytes, offset) && low == (long) LONG.get(bytes, offset + 8);
    }

    void writeTo(byte[] target, int offset) {
        LONG.set(target, offset, high);
        LONG.set(target, offset + 8, low);
    }

    public byte[] bytes() {
        var bytes = new byte[BYTES];
        writeTo(bytes, 0);
        return bytes;
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }
}
