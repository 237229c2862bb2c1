package dev.gatehouse.demo.estate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * A certificate with its key, as text.
 *
 * @param certificates PEM chain, leaf first, the issuing authority last
 * @param key PEM, PKCS#8, not encrypted; for files that only their owner may read
 */
public record PemIdentity(String certificates, String key) {
    static final String CERTIFICATE_FILE = "certificate.pem";
    static final String KEY_FILE = "key.pem";

    /** Reads {@code certificate.pem} and {@code key.pem} of a folder. */
    public static PemIdentity read(Path folder) {
        try {
            return new PemIdentity(Files.readString(folder.resolve(CERTIFICATE_FILE)),
                    Files.readString(folder.resolve(KEY_FILE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code certificate.pem} and {@code key.pem}, for their owner alone, replacing what was there. */
    public void write(Path folder) {
        PrivateFiles.folder(folder);
        PrivateFiles.write(folder.resolve(KEY_FILE), key);
        PrivateFiles.write(folder.resolve(CERTIFICATE_FILE), certificates);
    }

    /** The leaf. */
    public X509Certificate certificate() {
        return parse(certificates);
    }

    static X509Certificate parse(String pem) {
        try {
            var first = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(first);
        } catch (CertificateException e) {
            throw new IllegalArgumentException("not a certificate in PEM", e);
        }
    }

    @Override
    public String toString() {
        return "PemIdentity[" + certificate().getSubjectX500Principal().getName() + ", key not shown]";
    }
}
