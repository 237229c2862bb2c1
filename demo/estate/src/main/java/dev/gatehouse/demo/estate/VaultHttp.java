package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The few requests that a launcher has for a Vault: is it well, and be sealed. */
record VaultHttp(VaultSettings settings) {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Pattern TOKEN = Pattern.compile("\"client_token\":\"([^\"]+)\"");

    /** 200 when it is initialised, unsealed and active, 503 when it is sealed; 0 when nobody answers. */
    int health() {
        try {
            return send(Optional.empty(), "GET", "sys/health", "", "").statusCode();
        } catch (UncheckedIOException nobody) {
            return 0;
        }
    }

    void seal(PemIdentity operator) {
        var sealed = send(Optional.empty(), "PUT", "sys/seal", login(operator), "");
        if (sealed.statusCode() != 204)
            throw new IllegalStateException("the Vault was not sealed: status " + sealed.statusCode());
    }

    /** A token of the operator. */
    String login(PemIdentity operator) {
        var answer = send(Optional.of(operator), "POST", "auth/%s/cert/login".formatted(settings.realm()), "",
                "{\"name\":\"%s\"}".formatted(VaultSettings.OPERATOR));
        var token = TOKEN.matcher(answer.body());
        if (!token.find())
            throw new IllegalStateException("the Vault does not let the operator in: status " + answer.statusCode());
        return token.group(1);
    }

    /**
     * @param token empty for none
     * @throws UncheckedIOException when nobody answers
     */
    HttpResponse<String> send(Optional<PemIdentity> client, String method, String path, String token, String body) {
        var request = HttpRequest.newBuilder(URI.create("%s/v1/%s".formatted(settings.url(), path))).timeout(BOUND).method(method,
                BodyPublishers.ofString(body));
        if (!token.isEmpty())
            request.header("X-Vault-Token", token);
        try (var http = client(client)) {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the Vault", e);
        }
    }

    private HttpClient client(Optional<PemIdentity> identity) {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND).sslContext(context(identity))
                .build();
    }

    private SSLContext context(Optional<PemIdentity> identity) {
        // In memory only; the password satisfies the interface.
        var password = UUID.randomUUID().toString().toCharArray();
        try {
            var store = empty();
            if (identity.isPresent())
                store.setKeyEntry("client", KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(Pem.decode("PRIVATE KEY", identity.get().key()))), password,
                        new Certificate[]{identity.get().certificate()});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            var trusted = empty();
            trusted.setCertificateEntry("ca", PemIdentity.parse(settings.trustedCertificate()));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the JDK refuses to hold a key or a certificate of this estate", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
