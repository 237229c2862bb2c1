package dev.gatehouse.sealing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.ServiceName;

/** What follows from a session's secret and its statement: SHA-256 and HKDF-Expand (RFC 5869, JEP 510), labels first. */
final class Derivation {
    private Derivation() {}

    /** SHA-256("gatehouse/1 id\0" ‖ S); its first 16 bytes are the session id. */
    static byte[] idOf(byte[] statement) {
        return sha256("gatehouse/1 id\0", statement);
    }

    /** "gatehouse/1 session\0" ‖ S: what the producer signs. */
    static byte[] signed(byte[] statement) {
        return concat(label("gatehouse/1 session\0"), statement);
    }

    /** HKDF-Expand(s, "gatehouse/1 commit", 32). */
    static byte[] commitment(byte[] secret) {
        return expand(secret, label("gatehouse/1 commit"));
    }

    /** HKDF-Expand(s, "gatehouse/1 key" ‖ sid32, 32). */
    static SessionKey key(byte[] secret, byte[] sid32) {
        return new SessionKey(expand(secret, concat(label("gatehouse/1 key"), sid32)));
    }

    /** "gatehouse/1 wrap" ‖ sid32 ‖ u8 length ‖ reader's name ‖ SHA-256(reader's KEM public key). */
    static byte[] wrapInfo(byte[] sid32, ServiceName reader, PublicKeyVersion version) {
        var name = label(reader.value());
        return concat(label("gatehouse/1 wrap"), sid32, new byte[]{(byte) name.length}, name, sha256("", version.kem()));
    }

    private static byte[] expand(byte[] secret, byte[] info) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "HKDF"), info, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("JDK 25 has HKDF-SHA256", e);
        }
    }

    private static byte[] sha256(String label, byte[] rest) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(label(label));
            return sha.digest(rest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] label(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts)
            out.writeBytes(part);
        return out.toByteArray();
    }
}
