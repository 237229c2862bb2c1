package dev.gatehouse.sealing;

import org.jspecify.annotations.Nullable;

/** The rule for {@code ce_id} on the bytes of a header: 1 to 128 of 0x21 to 0x7E. */
final class EventIds {
    private EventIds() {}

    static boolean isLegal(byte @Nullable [] id) {
        if (id == null || id.length < 1 || id.length > 128)
            return false;
        for (byte b : id)
            if (b < 0x21 || b > 0x7E)
                return false;
        return true;
    }
}
