package dev.gatehouse.autoconfigure;

import java.util.Locale;

/** Why a connection or a request was refused before it reached a controller. */
enum WebRefusal {
    /** No certificate was shown where one is needed. */
    NO_CERTIFICATE(403),
    /** The handshake ended because of the certificate: expired, of another authority, not for clients. */
    BAD_CERTIFICATE(403),
    /** The connection was made with a certificate that has expired since. */
    CERTIFICATE_EXPIRED(403),
    /** The handshake ended for another reason, such as an old version of TLS. */
    BAD_HANDSHAKE(403),
    /** The devices' authority signed it, but its subject is not exactly {@code CN=<device>,OU=<block>}. */
    NOT_A_DEVICE(403),
    /** The platform's authority signed it, but it does not name a service of this realm. */
    NOT_A_SERVICE(403),
    /** The caller is known and may not do this. */
    FORBIDDEN(403),
    /** The request is written in a way that two readers could understand differently. */
    MALFORMED_REQUEST(400),
    /** The operator asked a service for a key version that nobody would believe. */
    SERVICE_REVOKED(409);

    private final int status;

    WebRefusal(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Type of the problem (RFC 9457 §3.1.1), all that a stranger learns. */
    String type() {
        return "urn:gatehouse:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
