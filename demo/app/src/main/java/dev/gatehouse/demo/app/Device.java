package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulated device: reports what it measures over HTTPS as whoever its certificate says. A reading that was not accepted is
 * sent again under the same sequence, and so is the same event. One thread at a time.
 */
final class Device {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DeviceName name;
    private final Supplier<HttpClient> client;
    private final URI door;
    private final InstantSource clock;
    private final String boot = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private long sequence;

    Device(DeviceName name, Supplier<HttpClient> client, URI door, InstantSource clock) {
        this.name = name;
        this.client = client;
        this.door = door;
        this.clock = clock;
    }

    /** What was measured, as it is sent. */
    record Reading(String json, double celsius) {}

    /** The next measurement, not yet sent. */
    Reading measure(double celsius) {
        var json = MAPPER.createObjectNode().put("boot", boot).put("sequence", sequence++).put("at", clock.instant().toString())
                .put("celsius", celsius);
        return new Reading(MAPPER.writeValueAsString(json), celsius);
    }

    /** @return the id of the event; empty when the service is not there or asks to come back */
    Optional<String> send(Reading reading) {
        var request = HttpRequest.newBuilder(door.resolve("/readings")).timeout(BOUND).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(reading.json())).build();
        return ask(request).flatMap(response -> switch (response.statusCode()) {
            case 202 -> Optional.of(MAPPER.readTree(response.body()).path("events").path(0).asString());
            case 429, 503 -> Optional.empty();
            default -> throw new IllegalStateException(
                    "a reading of %s was answered by %d %s".formatted(name.id(), response.statusCode(), response.body()));
        });
    }

    /** What the service tells a device about itself. */
    Optional<JsonNode> self() {
        var request = HttpRequest.newBuilder(door.resolve("/devices/" + name.id())).timeout(BOUND)
                .header("Accept", "application/json").GET().build();
        return ask(request).filter(response -> response.statusCode() == 200).map(response -> MAPPER.readTree(response.body()));
    }

    private Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(client.get().send(request, BodyHandlers.ofString()));
        } catch (IOException goneForNow) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }

    String boot() {
        return boot;
    }

    DeviceName name() {
        return name;
    }
}
