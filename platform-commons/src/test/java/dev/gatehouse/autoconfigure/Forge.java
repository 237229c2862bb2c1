package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;

/** Makes tokens by hand, the good one and every bad one: no library would write most of them. Values are JSON as it stands. */
final class Forge {
    // Made once: RSA's take a second.
    private static final KeyPair EC = elliptic("secp256r1");
    private static final KeyPair STRANGERS = elliptic("secp256r1");
    private static final KeyPair P384 = elliptic("secp384r1");
    private static final KeyPair RSA = rsa(2048);
    private static final KeyPair WEAK = rsa(1024);

    final KeyPair ec = EC;
    final KeyPair strangers = STRANGERS;
    final KeyPair p384 = P384;
    final KeyPair rsa = RSA;
    final KeyPair weak = WEAK;
    private final String issuer;

    Forge(String issuer) {
        this.issuer = issuer;
    }

    /** What the issuer publishes: two good keys, and some that must not serve. */
    String keySet() {
        return new JWKSet(List.of(jwk(ec, "ec", KeyUse.SIGNATURE), jwk(rsa, "rsa", KeyUse.SIGNATURE),
                jwk(weak, "weak", KeyUse.SIGNATURE), jwk(p384, "p384", KeyUse.SIGNATURE),
                jwk(strangers, "for-encryption", KeyUse.ENCRYPTION), jwk(ec, "twice", KeyUse.SIGNATURE),
                jwk(strangers, "twice", KeyUse.SIGNATURE))).toString();
    }

    String good() {
        return es256(header(), claims());
    }

    /** The good header with members replaced, added, or left out where the value is empty. */
    String header(String... changes) {
        var members = new LinkedHashMap<>(Map.of("alg", "\"ES256\"", "typ", "\"at+jwt\"", "kid", "\"ec\""));
        return json(members, changes);
    }

    String claims(String... changes) {
        var members = new LinkedHashMap<String, String>();
        members.put("iss", "\"" + issuer + "\"");
        members.put("aud", "\"iot-ingest\"");
        members.put("sub", "\"resident-ada\"");
        members.put("block", "\"block-a\"");
        members.put("iat", seconds(0));
        members.put("exp", seconds(300));
        return json(members, changes);
    }

    String seconds(int fromNow) {
        return Long.toString(Instant.now().getEpochSecond() + fromNow);
    }

    /** The object with a member that it already has. */
    static String doubled(String json, String member) {
        return json.substring(0, json.length() - 1) + "," + member + "}";
    }

    String es256(String header, String claims) {
        return signed("SHA256withECDSAinP1363Format", ec.getPrivate(), header, claims);
    }

    String signed(String algorithm, PrivateKey key, String header, String claims) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            if (algorithm.equals("RSASSA-PSS"))
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            signature.update(unsigned(header, claims).getBytes(StandardCharsets.US_ASCII));
            return unsigned(header, claims) + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As whoever takes a public key for a secret would sign. */
    static String hs256(byte[] secret, String header, String claims) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return unsigned(header, claims) + "."
                    + base64(mac.doFinal(unsigned(header, claims).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned(String header, String claims) {
        return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    static String jwk(KeyPair pair) {
        return jwk(pair, "ec", KeyUse.SIGNATURE).toJSONString();
    }

    private static JWK jwk(KeyPair pair, String id, KeyUse use) {
        return pair.getPublic() instanceof ECPublicKey key
                ? new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key).keyID(id).keyUse(use).build()
                : new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(id).keyUse(use).build();
    }

    private static String json(Map<String, String> members, String... changes) {
        var all = new ArrayList<>(List.of(changes));
        while (!all.isEmpty()) {
            var name = all.removeFirst();
            var value = all.removeFirst();
            if (value.isEmpty())
                members.remove(name);
            else
                members.put(name, value);
        }
        return members.entrySet().stream().map(m -> "\"%s\":%s".formatted(m.getKey(), m.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static KeyPair elliptic(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
