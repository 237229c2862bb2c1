package dev.gatehouse.autoconfigure;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.delivery.jdbc.OutboxRelay;

/** Down while an event that the broker refuses for good holds up all others; no matter for readiness, since nothing is lost. */
record OutboxHealth(OutboxRelay relay) implements HealthIndicator {
    @Override
    public Health health() {
        var health = (relay.isStopped() ? Health.down() : Health.up()).withDetail("active", relay.isActive())
                .withDetail("horizonAgeSeconds", relay.horizonAge().toSeconds());
        relay.backlog().ifPresent(rows -> health.withDetail("backlog", rows));
        return health.build();
    }
}
