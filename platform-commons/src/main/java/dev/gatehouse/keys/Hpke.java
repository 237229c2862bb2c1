package dev.gatehouse.keys;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/**
 * The one suite: HPKE base mode (RFC 9180) with X-Wing (0x647A), HKDF-SHA256 (0x0001) and AES-256-GCM (0x0002), by Bouncy
 * Castle. A fresh instance for each call, since Bouncy Castle does not promise that one may be shared between threads.
 */
final class Hpke {
    static final int SEED = 32;
    static final int PUBLIC_KEY = 1216;
    static final int ENCAPSULATION = 1120;
    private static final byte[] NONE = {};

    private Hpke() {}

    /** @return encapsulation and ciphertext, one after the other */
    static byte[] seal(byte[] publicKey, byte[] info, byte[] plaintext) {
        try {
            var hpke = suite();
            var sealed = hpke.seal(hpke.deserializePublicKey(publicKey), info, NONE, plaintext, null, null, null);
            var out = new byte[sealed[1].length + sealed[0].length];
            System.arraycopy(sealed[1], 0, out, 0, sealed[1].length);
            System.arraycopy(sealed[0], 0, out, sealed[1].length, sealed[0].length);
            return out;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("HPKE could not seal to a public key that was checked", e);
        }
    }

    /** @throws InvalidCipherTextException when it does not open under that key and info */
    static byte[] open(AsymmetricCipherKeyPair key, byte[] info, byte[] encapsulation, byte[] ciphertext)
            throws InvalidCipherTextException {
        try {
            return suite().open(encapsulation, key, info, NONE, ciphertext, null, null, null);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // X25519 refuses a low-order point in the encapsulation with an unchecked exception.
            throw new InvalidCipherTextException("encapsulation refused", e);
        }
    }

    /** By {@code deserializePrivateKey}: {@code deriveKeyPair} gave different keys in two releases of Bouncy Castle. */
    static AsymmetricCipherKeyPair keyPair(byte[] seed) {
        return suite().deserializePrivateKey(seed, null);
    }

    static byte[] publicKey(AsymmetricCipherKeyPair pair) {
        return suite().serializePublicKey(pair.getPublic());
    }

    private static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X_WING, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
