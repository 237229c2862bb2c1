package dev.gatehouse.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.gatehouse.autoconfigure.GatehouseProperties.Api;
import dev.gatehouse.autoconfigure.GatehouseProperties.Authority;
import dev.gatehouse.autoconfigure.GatehouseProperties.Clients;
import dev.gatehouse.autoconfigure.GatehouseProperties.Local;
import dev.gatehouse.autoconfigure.GatehouseProperties.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GatehousePropertiesTest {
    private final GatehouseProperties empty = new GatehouseProperties(null, new Local(null),
            new Api(Clients.NONE, new People(null, null, Authority.PLATFORM)));

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
                new Api(Clients.PEOPLE, new People(issuer, jwks, Authority.PLATFORM)));
    }
}
