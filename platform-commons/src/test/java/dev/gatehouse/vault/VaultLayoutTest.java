package dev.gatehouse.vault;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;

class VaultLayoutTest {
    private static final ServiceName OVEN = new ServiceName("oven");
    private final VaultLayout layout = new VaultLayout(new Realm("local-demo"));

    @Test
    void everythingOfARealmLiesBelowItsName() {
        assertThat(layout.sign("oven")).isEqualTo("local-demo/pki/sign/oven");
        assertThat(layout.encrypt("oven")).isEqualTo("local-demo/transit/encrypt/oven");
        assertThat(layout.seeds(OVEN, 3).data()).isEqualTo("local-demo/kv/data/seeds/oven/3");
        assertThat(layout.directory(OVEN, 3).metadata()).isEqualTo("local-demo/kv/metadata/directory/oven/3");
        assertThat(layout.contract(OVEN).data()).isEqualTo("local-demo/kv/data/contracts/oven");
        assertThat(layout.pseudonyms(new TopicName("heat.v1")).data()).isEqualTo("local-demo/kv/data/pseudonyms/heat.v1");
        assertThat(layout.seeds(OVEN, 3).destroy()).isEqualTo("local-demo/kv/destroy/seeds/oven/3");
        assertThat(layout.certRole("oven")).isEqualTo("auth/local-demo/cert/certs/oven");
    }

    @Test
    void noTwoRealmsMeetInThePolicyOfAService() {
        assertThat(new VaultLayout(new Realm("a")).policy("b-c")).isNotEqualTo(new VaultLayout(new Realm("a-b")).policy("c"));
    }

    @Test
    void aSealedSeedIsBoundToRealmServiceAndVersion() {
        assertThat(new String(layout.associatedData(OVEN, 3), StandardCharsets.UTF_8))
                .isEqualTo("{\"realm\":\"local-demo\",\"service\":\"oven\",\"version\":3}");
    }
}
