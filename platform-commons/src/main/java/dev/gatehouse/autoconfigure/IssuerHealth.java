package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.tokens.AccessTokens;

/**
 * Data about the issuer of people's tokens, always up: an issuer that is away is no fault of this service, which goes on with the
 * keys that it knows. But that it does should be seen before they are too old.
 */
record IssuerHealth(AccessTokens tokens, InstantSource time) implements HealthIndicator {
    @Override
    public Health health() {
        var issuer = tokens.issuer();
        var health = Health.up().withDetail("keys", issuer.keys());
        issuer.readAt().ifPresent(
                readAt -> health.withDetail("keysAgeSeconds", Duration.between(readAt, time.instant()).toSeconds()));
        issuer.failure().ifPresent(failure -> health.withDetail("lastFailure", failure));
        return health.build();
    }
}
