package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.InstantSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.RotatingIdentity;

/**
 * Out of service before the certificate expires, so that nobody is sent here who could not connect a moment later; down when
 * it has expired: open connections go on for as long as the other side lets them, new ones do not come about.
 */
final class IdentityHealth implements HealthIndicator {
    private final CurrentIdentity current;
    private final RotatingIdentity rotating;
    private final InstantSource time;

    IdentityHealth(CurrentIdentity current, RotatingIdentity rotating, InstantSource time) {
        this.current = current;
        this.rotating = rotating;
        this.time = time;
    }

    @Override
    public Health health() {
        var now = time.instant();
        var identity = current.get();
        var remaining = identity.remaining(now);
        var health = !remaining.isPositive() ? Health.down() : identity.isNearlyOver(now) ? Health.outOfService() : Health.up();
        var count = rotating.count();
        health.withDetail("secondsRemaining", remaining.toSeconds())
                .withDetail("secondsOld", Duration.between(identity.leaf().getNotBefore().toInstant(), now).toSeconds())
                .withDetail("serial", identity.leaf().getSerialNumber().toString(16))
                .withDetail("rotations", count.rotations()).withDetail("failures", count.failures());
        if (count.lastRotation() != null)
            health.withDetail("lastRotation", count.lastRotation().toString());
        if (count.lastFailure() != null)
            health.withDetail("lastFailure", "%s %s".formatted(count.lastFailure(), count.lastReason()));
        return health.build();
    }
}
