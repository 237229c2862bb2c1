package dev.gatehouse.autoconfigure;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.gatehouse.autoconfigure.GatehouseProperties.Api;
import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.autoconfigure.GatehouseProperties.Keys;
import dev.gatehouse.autoconfigure.GatehouseProperties.Local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatehousePropertiesTest {
    private final GatehouseProperties empty = new GatehouseProperties(null, new Local(null), new Api(Clients.NONE),
            keys(Duration.ofHours(24), Duration.ofSeconds(30)));

    @Test
    void asksForTheRealm() {
        assertThatThrownBy(empty::requiredRealm).hasMessageContaining("gatehouse.realm is not set");
    }

    @Test
    void asksForTheFolder() {
        assertThatThrownBy(empty::requiredFolder).hasMessageContaining("gatehouse.local.folder is not set");
    }

    @Test
    void refusesALeadInWhichNotEverybodyWouldLearnOfAKeyVersion() {
        assertThatThrownBy(() -> keys(Duration.ofSeconds(89), Duration.ofSeconds(30)))
                .hasMessageContaining("less than three polls");
        assertThat(keys(Duration.ofSeconds(90), Duration.ofSeconds(30)).lead()).hasSeconds(90);
    }

    @Test
    void refusesToLookSoSeldomThatARevocationWouldComeLate() {
        assertThatThrownBy(() -> keys(Duration.ofHours(24), Duration.ofSeconds(31))).hasMessageContaining("gatehouse.keys.poll");
    }

    private static Keys keys(Duration lead, Duration poll) {
        return new Keys(lead, poll, Duration.ofDays(30));
    }
}
