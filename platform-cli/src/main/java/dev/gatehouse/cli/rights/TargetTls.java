package dev.gatehouse.cli.rights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

/** A target's identity and authority for TLS 1.3. */
public final class TargetTls {
    private static final char[] NO_PASSWORD = {};

    private TargetTls() {}

    /** @throws CommandFailedException when its files are not PEM, or do not belong together */
    public static SSLContext context(Target target) {
        try {
            var keys = emptyStore();
            keys.setKeyEntry("own", privateKey(Target.readable(target.key())), NO_PASSWORD,
                    certificates(Target.readable(target.certificate())).toArray(Certificate[]::new));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            var trusted = emptyStore();
            int number = 0;
            for (var authority : certificates(Target.readable(target.ca())))
                trusted.setCertificateEntry("authority-" + number++, authority);
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.USAGE,
                    "certificate, key and authority of %s cannot be used".formatted(target.file()),
                    "See that they are PEM files that belong together", e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        var der = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
        var notThisOne = new InvalidKeySpecException("the private key is of no kind that is known here");
        for (var algorithm : List.of("EC", "Ed25519", "RSA"))
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (InvalidKeySpecException another) {
                notThisOne.addSuppressed(another);
            }
        throw notThisOne;
    }
}
