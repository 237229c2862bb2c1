package dev.gatehouse.demo.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.demo.issuer.ResidentClient;

/** A simulated resident: gets a token by a secret, reports what does not work, and looks at the notices. One thread at a time. */
final class Tenant {
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ResidentClient who;
    private final HttpClient http;
    private final URI tokens;
    private final URI door;

    Tenant(ResidentClient who, HttpClient http, URI tokens, URI door) {
        this.who = who;
        this.http = http;
        this.tokens = tokens;
        this.door = door;
    }

    /** An access token. It prints nothing of itself. */
    record Token(String text) {
        @Override
        public String toString() {
            return "Token[not shown]";
        }
    }

    /** A new one. Empty when the issuer is not there. */
    Optional<Token> token() {
        var secret = Base64.getEncoder().encodeToString((who.id() + ":" + who.secret()).getBytes(StandardCharsets.US_ASCII));
        var request = HttpRequest.newBuilder(tokens).timeout(BOUND).header("Authorization", "Basic " + secret)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")).build();
        return ask(request).map(response -> MAPPER.readTree(expected(200, response)))
                .map(json -> new Token(json.path("access_token").asString()));
    }

    /**
     * Reports a fault in the own block.
     *
     * @param key the same key again is the same report
     * @return the id of the event; empty when the service is not there or asks to come back
     */
    Optional<String> report(Token token, String words, String key) {
        var body = MAPPER.writeValueAsString(MAPPER.createObjectNode().put("type", "fault-report").put("description", words));
        var request = HttpRequest.newBuilder(door.resolve("/actions")).timeout(BOUND).header("Authorization", bearer(token))
                .header("Content-Type", "application/json").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body))
                .build();
        return ask(request).filter(Tenant::isAnswer)
                .map(response -> MAPPER.readTree(expected(202, response)).path("event").asString());
    }

    /** What {@code GET /notices} answers; empty when the service is not there or asks to come back. */
    Optional<JsonNode> notices(Token token) {
        var request = HttpRequest.newBuilder(door.resolve("/notices")).timeout(BOUND).header("Authorization", bearer(token))
                .header("Accept", "application/json").GET().build();
        return ask(request).filter(Tenant::isAnswer).map(response -> MAPPER.readTree(expected(200, response)));
    }

    /** Client id, and the name in the tokens. */
    String id() {
        return who.id();
    }

    String block() {
        return who.resident().block();
    }

    private static String bearer(Token token) {
        return "Bearer " + token.text();
    }

    private static boolean isAnswer(HttpResponse<String> response) {
        return response.statusCode() != 429 && response.statusCode() != 503;
    }

    private String expected(int status, HttpResponse<String> response) {
        if (response.statusCode() != status)
            throw new IllegalStateException("%s asked at %s and was answered by %d".formatted(who.id(), response.uri(),
                    response.statusCode()));
        return response.body();
    }

    private Optional<HttpResponse<String>> ask(HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException goneForNow) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndedException();
        }
    }
}
