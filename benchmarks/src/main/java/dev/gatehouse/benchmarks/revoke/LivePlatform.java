package dev.gatehouse.benchmarks.revoke;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
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
import java.util.HashMap;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A demo that runs, as its {@code demo.json} tells scripts about it. */
record LivePlatform(Path file, JsonNode json) {
    private static final char[] NO_PASSWORD = {};

    static LivePlatform read(Path file) {
        return new LivePlatform(file, new JsonMapper().readTree(text(file)));
    }

    URI url(String name) {
        return URI.create(json.path("urls").path(name).asString());
    }

    HttpClient http(String identity) {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5))
                .sslContext(tls(identity)).build();
    }

    /** As the operator, without a group. */
    KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(kafka(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** As the operator. */
    Admin admin() {
        return Admin.create(kafka());
    }

    private Map<String, Object> kafka() {
        return new HashMap<>(
                Map.of("bootstrap.servers", json.path("kafka").path("bootstrap").asString(), "security.protocol", "SSL",
                        "ssl.truststore.type", "PEM", "ssl.truststore.certificates", text(ca()), "ssl.keystore.type", "PEM",
                        "ssl.keystore.key", text(pem("operator", "key")), "ssl.keystore.certificate.chain",
                        text(pem("operator", "certificate")), "auto.offset.reset", "latest", "enable.auto.commit", "false"));
    }

    private Path ca() {
        return Path.of(json.path("ca").asString());
    }

    private Path pem(String identity, String what) {
        return Path.of(json.path("identities").path(identity).path(what).asString());
    }

    private SSLContext tls(String identity) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            var der = Base64.getMimeDecoder().decode(text(pem(identity, "key")).replaceAll("-----[A-Z ]+-----", ""));
            store.setKeyEntry("own", KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)), NO_PASSWORD,
                    certificates(pem(identity, "certificate")));
            store.setCertificateEntry("authority", certificates(ca())[0]);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the identity of %s cannot be used".formatted(identity), e);
        }
    }

    private static Certificate[] certificates(Path file) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.US_ASCII)))
                .toArray(Certificate[]::new);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
