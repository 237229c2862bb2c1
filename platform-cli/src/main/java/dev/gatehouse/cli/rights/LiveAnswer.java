package dev.gatehouse.cli.rights;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.LiveRights;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.cli.rights.ExplainCommand.Access;
import dev.gatehouse.names.ServiceName;

/**
 * What a broker would let a service do with a topic.
 *
 * @param opening its entries that open the topic
 * @param missing rights that the work needs too and the broker does not give, such as the group or the grants
 * @param revokedSince since when the service is revoked, and nothing is sealed for it or taken from it whatever the broker lets
 */
record LiveAnswer(boolean allowed, List<Binding> opening, List<Binding> missing, Optional<Instant> revokedSince) {
    static LiveAnswer of(Wanted wanted, LiveRights live, ServiceName service, Access access, String topic,
            Optional<Instant> revokedSince) {
        var user = "User:" + service;
        var operation = access.name();
        var missing = wanted.bindings().stream().filter(right -> right.principal().equals(user))
                .filter(right -> right.operation().equals(operation) && isNeeded(right, topic))
                .filter(right -> !live.allow(user, right.resourceType(), right.resource(), operation)).toList();
        return new LiveAnswer(live.allow(user, "TOPIC", topic, operation), live.opening(user, "TOPIC", topic, operation),
                missing, revokedSince);
    }

    private static boolean isNeeded(Binding right, String topic) {
        return right.resourceType().equals("GROUP") || right.resource().equals(topic)
                || right.resource().equals(topic + ".grants");
    }

    boolean isYes() {
        return isAllowed() && revokedSince.isEmpty();
    }

    boolean isAllowed() {
        return allowed && missing.isEmpty();
    }
}
