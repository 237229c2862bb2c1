package dev.gatehouse.autoconfigure;

import java.security.SecureRandom;
import java.util.HexFormat;

import dev.gatehouse.names.ServiceName;

/** Kafka client ids: {@code <service>-<purpose>-<instance>}. */
record ClientIds(ServiceName service, String instance) {
    static ClientIds of(ServiceName service) {
        return new ClientIds(service, HexFormat.of().toHexDigits(new SecureRandom().nextInt()));
    }

    String of(String purpose) {
        return "%s-%s-%s".formatted(service, purpose, instance);
    }
}
