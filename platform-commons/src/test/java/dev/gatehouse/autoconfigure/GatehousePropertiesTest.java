package dev.gatehouse.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.gatehouse.autoconfigure.GatehouseProperties.Api;
import dev.gatehouse.autoconfigure.GatehouseProperties.Authority;
import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.autoconfigure.GatehouseProperties.Keys;
import dev.gatehouse.autoconfigure.GatehouseProperties.Local;
import dev.gatehouse.autoconfigure.GatehouseProperties.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatehousePropertiesTest {
    private final GatehouseProperties empty = new GatehouseProperties(null, new Local(null),
            new Api(Clients.NONE, new People(null, null, Authority.PLATFORM)),
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
    void findsTheKeysUnderTheIssuersOwnAddressUnlessToldOtherwise() {
        assertThat(people("https://issuer.test/realms/a/", null).keySet())
                .hasToString("https://issuer.test/realms/a/oauth2/jwks");
        assertThat(people("https://issuer.test", "https://keys.test/jwks.json").keySet())
                .hasToString("https://keys.test/jwks.json");
    }

    @Test
    void keepsTheIssuerExactlyAsItIsWritten() {
        assertThat(people("https://issuer.test/", null).requiredIssuer()).isEqualTo("https://issuer.test/");
    }

    private static GatehouseProperties people(String issuer, @Nullable String jwks) {
        return new GatehouseProperties(null, new Local(null),
                new Api(Clients.PEOPLE, new People(issuer, jwks, Authority.PLATFORM)),
                keys(Duration.ofHours(24), Duration.ofSeconds(30)));
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
