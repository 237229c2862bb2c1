package dev.gatehouse.sealing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;

/** The rule for {@code ce_id} on the bytes of a header: 1 to 128 of 0x21 to 0x7E. */
final class EventIds {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long EACH_01 = 0x0101010101010101L;
    private static final long EACH_21 = 0x2121212121212121L;
    private static final long EACH_80 = 0x8080808080808080L;

    private EventIds() {}

    static boolean isLegal(byte @Nullable [] id) {
        if (id == null || id.length < 1 || id.length > 128)
            return false;
        int i = 0;
        // Eight at a time: the top bit of a byte is set in one of the three if it is above 0x7E or below 0x21.
        for (; i <= id.length - Long.BYTES; i += Long.BYTES) {
            long word = (long) LONG.get(id, i);
            if (((word | word + EACH_01 | word - EACH_21) & EACH_80) != 0)
                return false;
        }
        for (; i < id.length; i++)
            if (id[i] < 0x21 || id[i] > 0x7E)
                return false;
        return true;
    }
}
