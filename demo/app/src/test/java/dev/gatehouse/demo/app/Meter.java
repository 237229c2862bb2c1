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
import java.util.List;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * A device that reports in batches. Half of the time it is broken, and then the last reading of each batch is out of every
 * bound; so that work orders on it are opened, scheduled, and done or cancelled. One thread at a time.
 */
final class Meter {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final int PHASE = 12;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final DeviceName name;
    private final HttpClient client;
    private final URI door;
    private final InstantSource clock;
    private final String boot = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private long sequence;
    private int batches;

    Meter(DeviceName name, HttpClient client, URI door, InstantSource clock) {
        this.name = name;
        this.client = client;
        this.door = door;
        this.clock = clock;
    }

    DeviceName name() {
        return name;
    }

    /** The next measurements, as they are sent. */
    String measure(int size) {
        boolean broken = batches++ / PHASE % 2 == 0;
        ArrayNode batch = MAPPER.createArrayNode();
        for (int i = 1; i <= size; i++)
            batch.addObject().put("boot", boot).put("sequence", sequence++).put("at", clock.instant().toString()).put("celsius",
                    broken && i == size ? Fleet.FAULT : 20 + i % 5);
        return MAPPER.writeValueAsString(batch);
    }

    /**
     * The ids of the events; empty when the service is not there or asks to come back.
     *
     * @throws IllegalStateException for any other answer
     */
    Optional<List<String>> send(String batch) {
        var request = HttpRequest.newBuilder(door.resolve("/readings")).timeout(BOUND).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(batch)).build();
        return ask(request).flatMap(response -> switch (response.statusCode()) {
            case 202 ->
                Optional.of(MAPPER.readTree(response.body()).path("events").valueStream().map(JsonNode::asString).toList());
            case 429, 503 -> Optional.empty();
            default -> throw new IllegalStateException("readings were answered by %d".formatted(response.statusCode()));
        });
    }

    /** What the service tells the device about itself. */
    Optional<JsonNode> self() {
        var request = HttpRequest.newBuilder(door.resolve("/devices/" + name.id())).timeout(BOUND)
                .header("Accept", "application/json").GET().build();
        return ask(request).filter(response -> response.statusCode() == 200).map(response -> MAPPER.readTree(response.body()));
    }

    private Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException goneForNow) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }
}
