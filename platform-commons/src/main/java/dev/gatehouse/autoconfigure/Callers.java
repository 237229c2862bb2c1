package dev.gatehouse.autoconfigure;

import java.security.cert.X509Certificate;

/** Tells whom a certificate makes its holder. The handshake has verified it against the authorities of the port; here only names count. */
interface Callers {
    Caller of(X509Certificate certificate);
}
