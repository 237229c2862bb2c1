package dev.gatehouse.cli.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * The peer ports of running services, under the target's identity: TLS 1.3, host name verification, the platform's authority. What
 * answers may be in somebody else's hands, so that an answer is bounded in size and time.
 */
final class PeerPort implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final char[] NO_PASSWORD = {};
    private static final String KEYS = "/actuator/keys";
    /** A service gives up by itself after five minutes, and says how far it came. */
    private static final Duration REQUEUE = Duration.ofMinutes(6);
    /** A few hundred key versions. */
    private static final int LARGEST = 64 * 1024;

    private final Target target;
    private final Duration patience;
    private final HttpClient http;

    /**
     * What a service said.
     *
     * @param status of HTTP
     * @param body empty when it is no JSON
     */
    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status == 200;
        }
    }

    PeerPort(Target target, Duration patience) {
        this.target = target;
        this.patience = patience;
        var parameters = new SSLParameters();
        parameters.setProtocols(new String[]{"TLSv1.3"});
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience).sslContext(context())
                .sslParameters(parameters).build();
    }

    /** @throws CommandFailedException when the service does not answer */
    Answer keys(ServiceName service) {
        return ask(service, KEYS, patience, get -> get.GET());
    }

    /**
     * Has the next version made.
     *
     * @throws CommandFailedException when the service does not answer
     */
    Answer nextKey(ServiceName service) {
        return ask(service, KEYS, patience, post -> post.POST(HttpRequest.BodyPublishers.noBody()));
    }

    /**
     * Has it consume its own quarantine of a topic once more, and waits until it is through.
     *
     * @throws CommandFailedException when the service does not answer
     */
    Answer requeue(ServiceName service, TopicName topic, boolean dryRun) {
        var body = HttpRequest.BodyPublishers.ofString("{\"dryRun\":%b}".formatted(dryRun));
        return ask(service, "/actuator/requeue/" + topic, REQUEUE,
                post -> post.header("Content-Type", "application/json").POST(body));
    }

    private Answer ask(ServiceName service, String path, Duration longest, UnaryOperator<HttpRequest.Builder> method) {
        var uri = target.peer(service).resolve(path);
        var request = method.apply(HttpRequest.newBuilder(uri).timeout(longest).header("Accept", "application/json")).build();
        try {
            // The time-out of the request ends with the headers; this one bounds a body that trickles too.
            var response = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST))
                    .get(2 * longest.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(response.statusCode(), json(response.body()));
        } catch (ExecutionException e) {
            throw noAnswer(service, uri, e.getCause() instanceof IOException reason ? reason : e);
        } catch (TimeoutException e) {
            throw noAnswer(service, uri, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException(ExitCode.UNREACHABLE, "interrupted while waiting for " + service, "Try again", e);
        }
    }

    private static CommandFailedException noAnswer(ServiceName service, URI uri, Exception reason) {
        return new CommandFailedException(ExitCode.UNREACHABLE,
                "%s does not answer on %s (%s)".formatted(service, uri, reason.getClass().getSimpleName()),
                "See that it runs, and that the target's certificate is valid and of the platform", reason);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            return MAPPER.createObjectNode();
        }
    }

    private SSLContext context() {
        try {
            var keys = emptyStore();
            keys.setKeyEntry("own", privateKey(Target.readable(target.key())), NO_PASSWORD,
                    certificates(Target.readable(target.certificate())).toArray(Certificate[]::new));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, NO_PASSWORD);
            var trusted = emptyStore();
            int number = 0;
            for (var authority : certificates(Target.readable(target.ca())))
                trusted.setCertificateEntry("authority-" + number++, authority);
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new CommandFailedException(ExitCode.USAGE,
                    "certificate, key and authority of %s cannot be used".formatted(target.file()),
                    "See that they are PEM files that belong together", e);
        }
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

    private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        var der = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "")));
        var notThisOne = new InvalidKeySpecException("the private key is of no kind that is known here");
        for (var algorithm : List.of("EC", "Ed25519", "RSA"))
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(der);
            } catch (InvalidKeySpecException another) {
                notThisOne.addSuppressed(another);
            }
        throw notThisOne;
    }
}
