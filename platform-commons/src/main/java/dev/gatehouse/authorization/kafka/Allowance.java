package dev.gatehouse.authorization.kafka;

import java.util.Optional;

import dev.gatehouse.names.ServiceName;

/**
 * How much an apply may take away.
 *
 * @param maxRemovedPercent of the rights that the platform's principals have, 0 to 100; a catalog that lost a file by mistake
 *        would take many
 * @param former a service that left the catalog and whose rights are taken away too; these do not count
 */
public record Allowance(int maxRemovedPercent, Optional<ServiceName> former) {
    public static final int DEFAULT_PERCENT = 20;

    public Allowance {
        if (maxRemovedPercent < 0 || maxRemovedPercent > 100)
            throw new IllegalArgumentException(
                    "%d percent cannot be taken away: from 0 to 100".formatted(maxRemovedPercent));
    }
}
