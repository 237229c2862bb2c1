package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The operator's view of the services: what their peer ports tell.
 *
 * @param operator asked for each request anew, as its certificate is renewed
 */
record Peers(Supplier<HttpClient> operator) {
    private static final Duration BOUND = Duration.ofSeconds(3);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    boolean ready(URI peer) {
        return get(peer.resolve("/actuator/health/readiness")).filter(health -> health.path("status").asString("").equals("UP"))
                .isPresent();
    }

    /** Records of a topic that a service has opened since it started. */
    long opened(URI peer, String topic) {
        // To ask for a metric that is not there yet would be one more refusal in the service's audit.
        if (!has(peer, "gatehouse.open"))
            return 0;
        return get(peer.resolve("/actuator/metrics/gatehouse.open?tag=topic:" + topic))
                .map(metric -> metric.path("measurements").path(0).path("value").asLong(0)).orElse(0L);
    }

    private boolean has(URI peer, String metric) {
        return get(peer.resolve("/actuator/metrics")).stream()
                .flatMap(list -> list.path("names").valueStream()).anyMatch(name -> name.asString("").equals(metric));
    }

    private Optional<JsonNode> get(URI uri) {
        var request = HttpRequest.newBuilder(uri).timeout(BOUND).header("Accept", "application/json").GET().build();
        try {
            var response = operator.get().send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(MAPPER.readTree(response.body())) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }
}
