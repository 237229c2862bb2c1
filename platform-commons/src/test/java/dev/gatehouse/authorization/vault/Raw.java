package dev.gatehouse.authorization.vault;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.demo.estate.SharedVault;

/** Asks the shared Vault past the platform's own door. */
public final class Raw {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final String url;
    private final HttpClient http;

    /** An answer, whatever it says. */
    record Answer(int status, JsonNode body) {
        JsonNode data() {
            return body.path("data");
        }
    }

    Raw(SharedVault vault, Path identity) {
        this.url = vault.server().settings().url() + "/v1/";
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(context(identity)).build();
    }

    Answer send(String token, String method, String path, Map<String, ?> body) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20))
                .header("X-Vault-Token", token)
                .method(method, BodyPublishers.ofString(body.isEmpty() ? "" : JSON.writeValueAsString(body))).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A token by the certificate of this identity. */
    String login(String role) {
        var answer = send("", "POST", "auth/%s/cert/login".formatted(SharedVault.REALM), Map.of("name", role));
        return answer.body().path("auth").path("client_token").asString();
    }

    /** Of {@code certificate.pem}, {@code key.pem} and {@code ca.pem}. */
    public static SSLContext context(Path identity) {
        var password = "in memory only".toCharArray();
        try {
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            var key = new PKCS8EncodedKeySpec(Base64.getMimeDecoder()
                    .decode(Files.readString(identity.resolve("key.pem")).replaceAll("-----[A-Z ]+-----", "")));
            keys.setKeyEntry("own", KeyFactory.getInstance("EC").generatePrivate(key), password,
                    certificates(identity.resolve("certificate.pem")).toArray(Certificate[]::new));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, password);
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (var authority : certificates(identity.resolve("ca.pem")))
                trusted.setCertificateEntry("ca-" + trusted.size(), authority);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Certificate> certificates(Path pem) throws GeneralSecurityException, IOException {
        return List.copyOf(
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(Files.readAllBytes(pem))));
    }
}
