package dev.gatehouse.keys;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Handle for the HMAC-SHA-256 key of a pseudonymous topic; never rotates within a topic version. Thread-safe. */
public final class PseudonymKey {
    public static final int BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";
    private final Mac prototype;

    /** Takes a copy: the caller still owns the array, and wipes it. */
    public static PseudonymKey fromBytes(byte[] key) {
        if (key.length != BYTES)
            throw new IllegalArgumentException("a pseudonym key has 32 bytes");
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new PseudonymKey(mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    private PseudonymKey(Mac prototype) {
        this.prototype = prototype;
    }

    /**
     * A pseudonym for a list of words; purpose and every part are preceded by their length, so that no two lists collide.
     *
     * @return 16 bytes
     * @throws IllegalArgumentException for a word with half of a surrogate pair
     */
    public byte[] of(String purpose, String... parts) {
        try {
            var mac = (Mac) prototype.clone();
            add(mac, purpose);
            for (var part : parts)
                add(mac, part);
            return Arrays.copyOf(mac.doFinal(), 16);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HMAC can be cloned", e);
        }
    }

    private static void add(Mac mac, String part) {
        try {
            // Not getBytes, which makes a question mark of every half of a surrogate pair.
            var bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(part));
            mac.update(ByteBuffer.allocate(4).putInt(bytes.remaining()).array());
            mac.update(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a part of a pseudonym is not Unicode text", e);
        }
    }

    @Override
    public String toString() {
        return "pseudonym key";
    }
}
