package dev.gatehouse.tokens;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;

/**
 * The signatures that are understood (RFC 7518 §3.1), fixed in code: no configuration and no token adds one. All are asymmetric,
 * so that a public key never serves as a secret. ES256 is the shortest that every issuer can make, RS256 the one that RFC 9068
 * §2.1 makes them offer, PS256 its better-founded sister on the same keys.
 */
enum Algorithm {
    ES256, PS256, RS256;

    /** Shorter ones are within reach of a determined attacker (RFC 7518 §3.3). */
    private static final int LEAST_RSA_BITS = 2048;
    /** Longer ones make a check expensive. */
    private static final int MOST_RSA_BITS = 8192;

    static Optional<Algorithm> of(String name) {
        return Arrays.stream(values()).filter(a -> a.name().equals(name)).findFirst();
    }

    /** The public key, if it is of the kind and size that this algorithm needs. */
    Optional<PublicKey> key(JWK jwk) {
        if (jwk.getAlgorithm() != null && !jwk.getAlgorithm().getName().equals(name()))
            return Optional.empty();
        try {
            return switch (this) {
                case ES256 -> jwk instanceof ECKey ec && ec.getCurve().equals(Curve.P_256)
                        ? Optional.of(ec.toECPublicKey())
                        : Optional.empty();
                case PS256, RS256 -> jwk instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS && rsa.size() <= MOST_RSA_BITS
                        ? Optional.of(rsa.toRSAPublicKey())
                        : Optional.empty();
            };
        } catch (JOSEException noKey) {
            return Optional.empty();
        }
    }

    /** @param key one that {@link #key} gave */
    JWSVerifier verifier(PublicKey key) throws JOSEException {
        return this == ES256 ? new ECDSAVerifier((ECPublicKey) key) : new RSASSAVerifier((RSAPublicKey) key);
    }
}
