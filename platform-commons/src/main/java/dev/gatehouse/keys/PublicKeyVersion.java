package dev.gatehouse.keys;

import java.time.Instant;

import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * The public half of a key version: what others wrap to, and verify with. Immutable and thread-safe.
 * It promises that the keys have the right form; who may publish one is the directory's affair.
 */
public final class PublicKeyVersion {
    /** Far more than anybody makes: above it there is always room to see that somebody counts wrongly on purpose. */
    public static final int LAST_VERSION = 999_999;
    private static final int MLKEM_COEFFICIENT_BYTES = 1152;
    private static final int MLKEM_PUBLIC_KEY = 1184;
    private static final int MLKEM_MODULUS = 3329;

    private final Realm realm;
    private final ServiceName service;
    private final int version;
    private final byte[] kem;
    private final byte[] sign;
    private final Instant activeFrom;
    private final KeyId id;

    /**
     * @param version from 1 to {@link #LAST_VERSION}
     * @param kem X-Wing public key, 1216 bytes
     * @param sign Ed25519 public key, 32 bytes
     * @param activeFrom when producers start to wrap to it; plays no part in verification
     * @throws IllegalArgumentException for a wrong size, a coefficient beyond the modulus (FIPS 203, 7.2) or a point of low order
     */
    public PublicKeyVersion(Realm realm, ServiceName service, int version, byte[] kem, byte[] sign, Instant activeFrom) {
        if (version < 1 || version > LAST_VERSION)
            throw new IllegalArgumentException("key version %d is not legal: 1 to %d".formatted(version, LAST_VERSION));
        this.realm = realm;
        this.service = service;
        this.version = version;
        this.kem = kem.clone();
        this.sign = sign.clone();
        this.activeFrom = activeFrom;
        checkKem(this.kem);
        checkSign(this.sign);
        this.id = KeyId.of(realm, service, this.kem, this.sign);
    }

    public Realm realm() {
        return realm;
    }

    public ServiceName service() {
        return service;
    }

    public int version() {
        return version;
    }

    public Instant activeFrom() {
        return activeFrom;
    }

    public KeyId id() {
        return id;
    }

    /** Public, and so no secret. A copy. */
    public byte[] kem() {
        return kem.clone();
    }

    /** Public, and so no secret. A copy. */
    public byte[] sign() {
        return sign.clone();
    }

    /** Seals a secret to this version (HPKE base mode). @return encapsulation (1120 bytes), then ciphertext (plaintext + 16) */
    public byte[] wrap(byte[] info, byte[] secret) {
        return Hpke.seal(kem, info, secret);
    }

    /** Ed25519 (RFC 8032). */
    public boolean verifies(byte[] message, byte[] signature) {
        return signature.length == Ed25519.SIGNATURE_SIZE && Ed25519.verify(signature, 0, sign, 0, message, 0, message.length);
    }

    @Override
    public String toString() {
        return "%s/%d (%s)".formatted(service, version, id);
    }

    private static void checkKem(byte[] kem) {
        if (kem.length != Hpke.PUBLIC_KEY)
            throw new IllegalArgumentException(
                    "X-Wing public key has %d bytes instead of %d".formatted(kem.length, Hpke.PUBLIC_KEY));
        for (int i = 0; i < MLKEM_COEFFICIENT_BYTES; i += 3) {
            int low = (kem[i] & 0xFF) | (kem[i + 1] & 0x0F) << 8;
            int high = (kem[i + 1] & 0xFF) >> 4 | (kem[i + 2] & 0xFF) << 4;
            if (low >= MLKEM_MODULUS || high >= MLKEM_MODULUS)
                throw new IllegalArgumentException("X-Wing public key has a coefficient beyond the modulus");
        }
        // An agreement with a point of low order is all zero, whatever the scalar (RFC 7748, 6.1).
        var anyScalar = new byte[X25519.SCALAR_SIZE];
        anyScalar[0] = 8;
        if (!X25519.calculateAgreement(anyScalar, 0, kem, MLKEM_PUBLIC_KEY, new byte[X25519.POINT_SIZE], 0))
            throw new IllegalArgumentException("X-Wing public key has an X25519 point of low order");
    }

    private static void checkSign(byte[] sign) {
        if (sign.length != Ed25519.PUBLIC_KEY_SIZE)
            throw new IllegalArgumentException("Ed25519 public key has %d bytes instead of 32".formatted(sign.length));
        if (!Ed25519.validatePublicKeyFull(sign, 0))
            throw new IllegalArgumentException("Ed25519 public key is no point of the right order");
    }
}
