package dev.gatehouse.demo.issuer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * What the issuer shows to whoever connects.
 *
 * @param chain PEM, leaf first
 * @param key PEM, PKCS#8, on an elliptic curve
 */
public record IssuerCertificate(String chain, String key) {
    /** Only satisfies an interface: the store lives in memory. */
    private static final String PASSWORD = "none";

    /** TLS 1.3 alone, and nobody is asked for a certificate: clients have secrets, and keys are for everybody. */
    SSLHostConfig asHostConfig() {
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.3");
        host.setCertificateVerification("none");
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
        certificate.setCertificateKeystore(store());
        certificate.setCertificateKeystorePassword(PASSWORD);
        host.addCertificate(certificate);
        return host;
    }

    private KeyStore store() {
        try {
            var der = Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII)));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("issuer", KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)),
                    PASSWORD.toCharArray(), certificates.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("certificate and key of the issuer cannot be used", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "IssuerCertificate[key not shown]";
    }
}
