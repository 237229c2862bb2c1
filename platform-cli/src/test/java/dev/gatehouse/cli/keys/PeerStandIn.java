package dev.gatehouse.cli.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;

import dev.gatehouse.demo.estate.Estate;

/** The peer port of a service, as far as the command sees it: mutual TLS, and one answer to everything. */
final class PeerStandIn implements AutoCloseable {
    private static final char[] NO_PASSWORD = {};
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private volatile int status = 200;
    private volatile boolean trickles;
    private volatile String body = "";

    PeerStandIn(Estate estate, String service) {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(estate, service)) {
                @Override
                public void configure(HttpsParameters parameters) {
                    var demanding = new SSLParameters();
                    demanding.setNeedClientAuth(true);
                    parameters.setSSLParameters(demanding);
                }
            });
            server.createContext("/", exchange -> {
                var who = (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
                var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                asked.add("%s %s by %s %s".formatted(exchange.getRequestMethod(), exchange.getRequestURI(),
                        who.getSubjectX500Principal().getName(), sent).strip());
                var bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length + (trickles ? 1 : 0));
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
                if (!trickles) // else the last byte never comes
                    exchange.close();
            });
            server.start();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    void answers(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    /** Answers 200 with all but the last byte. */
    void tricklesAfter(String newBody) {
        trickles = true;
        answers(200, newBody);
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    private static SSLContext context(Estate estate, String service) throws GeneralSecurityException, IOException {
        var identity = estate.identity(service);
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        var der = Base64.getMimeDecoder().decode(identity.key().replaceAll("-----[A-Z ]+-----", ""));
        keys.setKeyEntry("own", KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)), NO_PASSWORD,
                new X509Certificate[]{identity.certificate()});
        keys.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(
                new ByteArrayInputStream(estate.authority().certificatePem().getBytes(StandardCharsets.US_ASCII))));
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, NO_PASSWORD);
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
