package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.identity.CurrentIdentity;

/** Down when the certificate has expired: open connections go on, new ones would not come about. */
final class IdentityHealth implements HealthIndicator {
    private final CurrentIdentity current;
    private final InstantSource time;

    IdentityHealth(CurrentIdentity current, InstantSource time) {
        this.current = current;
        this.time = time;
    }

    @Override
    public Health health() {
        var remaining = current.get().remaining(time.instant());
        return (remaining.isPositive() ? Health.up() : Health.down()).withDetail("secondsRemaining", remaining.toSeconds())
                .build();
    }
}
