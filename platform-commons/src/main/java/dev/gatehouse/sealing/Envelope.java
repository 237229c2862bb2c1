package dev.gatehouse.sealing;

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
}
