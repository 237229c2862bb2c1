package dev.gatehouse.keys;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * Handle for a key version of this service: lends what the keys can do and never the keys. Thread-safe.
 * Bouncy Castle keeps the KEM key in objects of its own, so that a heap dump of a running process does hold it.
 */
public final class OwnKeyVersion {
    private final byte[] signSeed;
    private final AsymmetricCipherKeyPair kem;
    private final PublicKeyVersion publicHalf;

    /** Takes copies of the seeds: the caller still owns its arrays, and wipes them. Each has 32 bytes. */
    public static OwnKeyVersion fromSeeds(Realm realm, ServiceName service, int version, byte[] kemSeed, byte[] signSeed,
            Instant activeFrom) {
        if (kemSeed.length != Hpke.SEED || signSeed.length != Ed25519.SECRET_KEY_SIZE)
            throw new IllegalArgumentException("a seed has 32 bytes");
        return new OwnKeyVersion(realm, service, version, kemSeed.clone(), signSeed.clone(), activeFrom);
    }

    private OwnKeyVersion(Realm realm, ServiceName service, int version, byte[] kemSeed, byte[] signSeed, Instant activeFrom) {
        this.signSeed = signSeed;
        this.kem = Hpke.keyPair(kemSeed);
        Arrays.fill(kemSeed, (byte) 0);
        var verifying = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(signSeed, 0, verifying, 0);
        this.publicHalf = new PublicKeyVersion(realm, service, version, Hpke.publicKey(kem), verifying, activeFrom);
    }

    public PublicKeyVersion publicHalf() {
        return publicHalf;
    }

    public KeyId id() {
        return publicHalf.id();
    }

    /** Ed25519 (RFC 8032). @return 64 bytes */
    public byte[] sign(byte[] message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(signSeed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /**
     * Opens what {@link PublicKeyVersion#wrap} made.
     *
     * @return the secret, which the caller owns and wipes; empty when it does not open under this key and info
     */
    public Optional<byte[]> unwrap(byte[] info, byte[] wrapped) {
        if (wrapped.length <= Hpke.ENCAPSULATION)
            return Optional.empty();
        try {
            return Optional.of(Hpke.open(kem, info, Arrays.copyOf(wrapped, Hpke.ENCAPSULATION),
                    Arrays.copyOfRange(wrapped, Hpke.ENCAPSULATION, wrapped.length)));
        } catch (InvalidCipherTextException e) {
            return Optional.empty();
        }
    }

    /** Never shows a key. */
    @Override
    public String toString() {
        return "own key " + publicHalf;
    }
}
