package dev.gatehouse.demo.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IdentitiesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Identities identities = Identities.issue("local-demo", List.of("iot-ingest"), List.of(DeviceName.FREE), LIFE,
            NOW);

    @ParameterizedTest
    @ValueSource(strings = {"broker", "database", "operator", "provisioner", "stranger", "issuer", "iot-ingest", "device-1"})
    void renewsEverybodyWhoHasAName(String name) {
        var before = identities.of(name).certificate();

        identities.renew(NOW.plusSeconds(400));

        assertThat(identities.of(name).certificate().getNotAfter()).isEqualTo(Date.from(NOW.plusSeconds(1000)));
        assertThat(identities.of(name).certificate().getPublicKey()).isNotEqualTo(before.getPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "foreign", "server-only"})
    void leavesWhoMustBeRefusedAsTheyAre(String name) {
        var before = identities.of(name);

        identities.renew(NOW.plusSeconds(400));

        assertThat(identities.of(name)).isEqualTo(before);
    }

    @Test
    void namesEverybodyInTheSameOrderAfterwards() {
        var before = names();

        identities.renew(NOW.plusSeconds(400));

        assertThat(names()).isEqualTo(before);
    }

    private List<String> names() {
        return StreamSupport.stream(identities.names().spliterator(), false).toList();
    }
}
