package dev.gatehouse.cli.keys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLParameters;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.cli.rights.Target;
import dev.gatehouse.cli.rights.TargetTls;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * The peer ports of running services, under the target's identity: TLS 1.3, host name verification, the platform's authority. What
 * answers may be in somebody else's hands, so that an answer is bounded in size and time.
 */
final class PeerPort implements AutoCloseable {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
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
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience)
                .sslContext(TargetTls.context(target))
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
}
