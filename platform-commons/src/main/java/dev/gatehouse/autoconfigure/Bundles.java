package dev.gatehouse.autoconfigure;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Set;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

import dev.gatehouse.identity.ServiceIdentity;

/** This service's identity as SSL bundles: TLS 1.3 only, trusting exactly the authorities that it was given. */
final class Bundles {
    /** Towards other services and the broker, and on the peer port. */
    static final String PEERS = "gatehouse";
    /** On the API port. */
    static final String API = "gatehouse-api";

    private static final SslOptions TLS_1_3 = SslOptions.of(null, new String[]{"TLSv1.3"});
    private static final String ALIAS = "service";

    private Bundles() {}

    static String newPassword() {
        return HexFormat.of().formatHex(SecureRandom.getSeed(16));
    }

    /** Real key stores, as Tomcat takes nothing else. They live in memory; the password only satisfies their interface. */
    static SslBundle of(ServiceIdentity identity, Set<X509Certificate> trusted, String password) {
        try {
            var keys = empty();
            keys.setKeyEntry(ALIAS, identity.key(), password.toCharArray(), identity.chain().toArray(Certificate[]::new));
            var trust = empty();
            for (var authority : trusted)
                trust.setCertificateEntry("ca-" + trust.size(), authority);
            return SslBundle.of(SslStoreBundle.of(keys, password, trust), SslBundleKey.of(password, ALIAS), TLS_1_3);
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException("the JDK refuses to hold keys in memory", impossible);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
