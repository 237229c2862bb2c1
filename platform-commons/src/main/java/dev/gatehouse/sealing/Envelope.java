package dev.gatehouse.sealing;

import org.jspecify.annotations.Nullable;

/**
 * Layout of a sealed value: {@code 47 01}, session id (16), counter (u32), AES-256-GCM ciphertext and tag.
 * Integers are big-endian and unsigned.
 */
final class Envelope {
    static final byte MAGIC = 0x47;
    static final byte VERSION = 1;
    static final int SESSION = 2;
    static final int COUNTER = 18;
    static final int HEADER = 22;
    static final int TAG = 16;
    static final int OVERHEAD = HEADER + TAG;

    private Envelope() {}

    static int writeInt(byte[] target, int at, int value) {
        target[at] = (byte) (value >>> 24);
        target[at + 1] = (byte) (value >>> 16);
        target[at + 2] = (byte) (value >>> 8);
        target[at + 3] = (byte) value;
        return at + 4;
    }

    static int associatedDataBytes(byte @Nullable [] key, BoundHeaders headers) {
        return HEADER + 5 + (key == null ? 0 : key.length) + headers.encodedBytes();
    }

    /**
     * Bytes 0 to 21 of the value, u8 key present, u32 length of the key, key, bound headers.
     *
     * @return number of bytes written to {@code target} from 0
     */
    static int writeAssociatedData(byte[] target, byte[] value, byte @Nullable [] key, BoundHeaders headers) {
        System.arraycopy(value, 0, target, 0, HEADER);
        target[HEADER] = (byte) (key == null ? 0 : 1);
        int at = writeInt(target, HEADER + 1, key == null ? 0 : key.length);
        if (key != null) {
            System.arraycopy(key, 0, target, at, key.length);
            at += key.length;
        }
        return headers.writeTo(target, at);
    }
}
