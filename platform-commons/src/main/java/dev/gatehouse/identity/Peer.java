package dev.gatehouse.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Who is at the other end of a connection. */
public sealed interface Peer {
    /** A service of this realm. */
    record Known(ServiceName service) implements Peer {}

    /**
     * Nobody whom we know.
     *
     * @param reason for the operator; holds names from the certificate, which its holder may have chosen
     */
    record Refused(PeerRefusal code, String reason) implements Peer {}

    /**
     * Judges the names of a certificate.
     *
     * @param certificate leaf that the handshake has already verified against the platform's authority; only its names are judged here
     * @param realm the realm of this platform
     */
    static Peer of(X509Certificate certificate, Realm realm) {
        List<String> uris;
        try {
            uris = CertificateNames.uris(certificate);
        } catch (CertificateParsingException malformed) {
            return new Refused(PeerRefusal.UNCLEAR_SPIFFE_ID, "its alternative names cannot be read");
        }
        if (uris.isEmpty())
            return new Refused(PeerRefusal.NO_SPIFFE_ID, "it carries no SPIFFE id");
        var id = SpiffeId.of(uris.getFirst()).orElse(null);
        if (uris.size() > 1 || id == null)
            return new Refused(PeerRefusal.UNCLEAR_SPIFFE_ID, "its URIs %s are not exactly one SPIFFE id".formatted(uris));
        if (!id.realm().equals(realm))
            return new Refused(PeerRefusal.FOREIGN_REALM, "it belongs to realm %s, this is %s".formatted(id.realm(), realm));
        if (!CertificateNames.subject(certificate).equals("CN=" + id.service()))
            return new Refused(PeerRefusal.CONTRADICTING_NAMES,
                    "its subject %s is not CN=%s".formatted(CertificateNames.subject(certificate), id.service()));
        return new Known(id.service());
    }
}
