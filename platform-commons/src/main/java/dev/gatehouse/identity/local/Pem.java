package dev.gatehouse.identity.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Certificates and private keys in text form (RFC 7468). */
final class Pem {
    private static final byte[] BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> ALGORITHMS = List.of("EC", "EdDSA", "RSA");

    private Pem() {}

    /** Certificates in the file's order, at least one. */
    static List<X509Certificate> certificates(Path file) {
        try (var in = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty())
                throw new GeneralSecurityException("no certificate");
            return certificates.stream().map(X509Certificate.class::cast).toList();
        } catch (NoSuchFileException absent) {
            throw LocalIdentity.missing(file, absent);
        } catch (IOException | GeneralSecurityException broken) {
            throw LocalIdentity.unreadable(file, broken);
        }
    }

    /** Unencrypted PKCS#8 (RFC 5958), one key and nothing else. What was read is wiped. */
    static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        var text = Files.readAllBytes(file);
        var end = indexOf(text, END);
        if (!startsWith(text, BEGIN) || end < 0)
            throw new InvalidKeyException("not one key in PKCS#8");
        var base64 = Arrays.copyOfRange(text, BEGIN.length, end);
        var encoded = Base64.getMimeDecoder().decode(base64);
        try {
            return decode(encoded);
        } finally {
            Arrays.fill(text, (byte) 0);
            Arrays.fill(base64, (byte) 0);
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** The JDK does not tell the algorithm of an encoded key, so each is asked whether it is its own. */
    private static PrivateKey decode(byte[] encoded) throws GeneralSecurityException {
        var spec = new PKCS8EncodedKeySpec(encoded);
        var mismatch = new InvalidKeySpecException("none of " + ALGORITHMS);
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                mismatch.addSuppressed(another);
            }
        }
        throw mismatch;
    }

    private static boolean startsWith(byte[] text, byte[] prefix) {
        return text.length >= prefix.length && Arrays.equals(text, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static int indexOf(byte[] text, byte[] part) {
        for (var at = 0; at <= text.length - part.length; at++)
            if (Arrays.equals(text, at, at + part.length, part, 0, part.length))
                return at;
        return -1;
    }
}
