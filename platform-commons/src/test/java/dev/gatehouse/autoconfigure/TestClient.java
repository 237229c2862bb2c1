package dev.gatehouse.autoconfigure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.demo.estate.PemIdentity;

/** Calls a port over TLS with host name verification, and shows its certificate even when the server would not like it. */
final class TestClient implements AutoCloseable {
    private final HttpClient http;

    private TestClient(String authority, @Nullable PemIdentity identity, String protocol) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(identity == null ? null : new KeyManager[]{new Insistent(identity)},
                    trusting(authority).getTrustManagers(), null);
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[]{protocol});
            http = HttpClient.newBuilder().sslContext(context).sslParameters(parameters).version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10)).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestClient with(TestEstate estate, @Nullable PemIdentity identity) {
        return with(estate.platform.certificatePem(), identity);
    }

    /** @param authority that the server has to be of, PEM */
    static TestClient with(String authority, @Nullable PemIdentity identity) {
        return new TestClient(authority, identity, "TLSv1.3");
    }

    static TestClient outdated(TestEstate estate, PemIdentity identity) {
        return new TestClient(estate.platform.certificatePem(), identity, "TLSv1.2");
    }

    HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return send("GET", port, path);
    }

    HttpResponse<String> send(String method, int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:%d%s".formatted(port, path)))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(10)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends exactly these characters (ISO 8859-1), a request that closes its connection, and gives back all that comes. */
    String exchange(int port, String request) throws IOException {
        try (var socket = http.sslContext().getSocketFactory().createSocket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static TrustManagerFactory trusting(String pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    /** The JDK's own would keep the certificate back when the server does not name its authority. */
    private static final class Insistent extends X509ExtendedKeyManager {
        private final X509Certificate[] chain;
        private final PrivateKey key;

        Insistent(PemIdentity identity) throws GeneralSecurityException {
            var der = Base64.getMimeDecoder().decode(identity.key().replaceAll("-----[A-Z ]+-----", ""));
            key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            chain = new X509Certificate[]{identity.certificate()};
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return "me";
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return "me";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return chain;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return new String[]{"me"};
        }

        @Override
        public String @Nullable [] getServerAliases(String type, Principal[] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return null;
        }
    }
}
