package dev.gatehouse.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * Id of a key version: the first 8 bytes of a SHA-256 over realm, service and both public keys, each preceded by its length
 * as u32. Ordered as unsigned bytes.
 */
public record KeyId(long value) implements Comparable<KeyId> {
    public static final int BYTES = 8;

    static KeyId of(Realm realm, ServiceName service, byte[] kem, byte[] sign) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : new byte[][]{ascii(realm.value()), ascii(service.value()), kem, sign}) {
                sha.update(ByteBuffer.allocate(4).putInt(part.length).array());
                sha.update(part);
            }
            return new KeyId(ByteBuffer.wrap(sha.digest()).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Reads exactly 16 hexadecimal digits. */
    public static KeyId parse(String hex) {
        if (hex.length() != 2 * BYTES)
            throw new IllegalArgumentException("key id is not legal: 16 hexadecimal digits");
        return new KeyId(ByteBuffer.wrap(HexFormat.of().parseHex(hex)).getLong());
    }

    @Override
    public int compareTo(KeyId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
