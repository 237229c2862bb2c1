package dev.gatehouse.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Names in a certificate, read without leniency. */
final class CertificateNames {
    /** GeneralName choice {@code uniformResourceIdentifier} (RFC 5280 §4.2.1.6). */
    private static final int URI = 6;

    private CertificateNames() {}

    /** @throws CertificateParsingException when the extension is malformed */
    static List<String> uris(X509Certificate certificate) throws CertificateParsingException {
        var names = certificate.getSubjectAlternativeNames();
        if (names == null)
            return List.of();
        return names.stream().filter(name -> Integer.valueOf(URI).equals(name.getFirst())).map(name -> (String) name.get(1))
                .toList();
    }

    /** The subject in RFC 2253 form, in which special characters are escaped, so that comparing strings is comparing names. */
    static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
