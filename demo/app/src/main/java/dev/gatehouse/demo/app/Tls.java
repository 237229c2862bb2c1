package dev.gatehouse.demo.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import dev.gatehouse.demo.estate.PemIdentity;

/** HTTPS clients under an identity: TLS 1.3, and the server has to be of the platform and on the host that was named. */
final class Tls {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final char[] NO_PASSWORD = {};

    private Tls() {}

    /**
     * A client of its own for each certificate, since a client keeps connections, and TLS sessions to resume, that were made
     * with the one before.
     */
    static Supplier<HttpClient> renewed(Supplier<PemIdentity> identity, String authority, Executor executor) {
        return new Renewed(identity, authority, executor);
    }

    /** Of somebody who has no certificate to show. */
    static HttpClient nobody(String authority, Executor executor) {
        return client(Optional.empty(), authority, executor);
    }

    static HttpClient client(PemIdentity identity, String authority, Executor executor) {
        return client(Optional.of(identity), authority, executor);
    }

    private static HttpClient client(Optional<PemIdentity> identity, String authority, Executor executor) {
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).executor(executor)
                .sslContext(context(identity, authority)).sslParameters(parameters).build();
    }

    private static final class Renewed implements Supplier<HttpClient> {
        private final Supplier<PemIdentity> identity;
        private final String authority;
        private final Executor executor;
        private PemIdentity shown;
        private HttpClient client;

        Renewed(Supplier<PemIdentity> identity, String authority, Executor executor) {
            this.identity = identity;
            this.authority = authority;
            this.executor = executor;
            this.shown = identity.get();
            this.client = client(shown, authority, executor);
        }

        @Override
        public synchronized HttpClient get() {
            var now = identity.get();
            if (!now.equals(shown)) {
                // What is under way may end.
                client.shutdown();
                shown = now;
                client = client(now, authority, executor);
            }
            return client;
        }
    }

    private static SSLContext context(Optional<PemIdentity> identity, String authority) {
        try {
            var keys = emptyStore();
            if (identity.isPresent())
                put(identity.get(), keys);
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            var trusted = emptyStore();
            trusted.setCertificateEntry("authority", certificates(authority).iterator().next());
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("an identity that was just issued cannot be used", e);
        }
    }

    private static void put(PemIdentity identity, KeyStore keys) throws GeneralSecurityException {
        var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(identity.key())));
        keys.setKeyEntry("own", key, NO_PASSWORD, certificates(identity.certificates()).toArray(Certificate[]::new));
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

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    }
}
