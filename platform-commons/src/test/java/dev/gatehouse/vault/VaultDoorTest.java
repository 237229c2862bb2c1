package dev.gatehouse.vault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.authorization.vault.Raw;
import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.names.Realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class VaultDoorTest {
    private static final VaultLayout LAYOUT = new VaultLayout(new Realm(SharedVault.REALM));
    private static final String ROLE = LAYOUT.appRole("door-test");
    private static SharedVault vault;
    private static VaultDoor operator;

    @BeforeAll
    static void openDoor() {
        vault = SharedVault.get().orElseThrow();
        operator = door(new VaultLogin.Certificate("operator"), "operator", InstantSource.system());
        if (operator.read("sys/auth/" + LAYOUT.cert()).isPresent())
            mount();
        operator.write(ROLE, Map.of("token_policies", "estate-test/operator", "secret_id_num_uses", 1, "token_ttl", "60s"));
        operator.write(ROLE + "/role-id", Map.of("role_id", "door-test"));
    }

    @AfterAll
    static void shutDoor() {
        operator.delete(ROLE);
        operator.close();
    }

    @Test
    void writesReadsListsAndDeletes() {
        var role = LAYOUT.appRole("door-test-2");

        operator.write(role, Map.of("token_ttl", "60s"));
        assertThat(operator.read(role).orElseThrow()).containsEntry("token_ttl", 60);
        assertThat(operator.list("auth/%s/role".formatted(LAYOUT.appRole()))).contains("door-test-2");
        operator.delete(role);

        assertThat(operator.read(role)).isEmpty();
        assertThat(operator.list("auth/%s/role/none".formatted(LAYOUT.appRole()))).isEmpty();
    }

    @Test
    void aSecretIdInAnEnvelopeIsGoodForOneLogin() {
        var envelope = operator.writeWrapped(ROLE + "/secret-id", Map.of(), Duration.ofMinutes(1));
        var login = new VaultLogin.WrappedSecretId("door-test", () -> envelope);
        try (var first = door(login, "nobody", InstantSource.system());
                var second = door(login, "nobody", InstantSource.system())) {
            assertThat(first.read(ROLE)).isPresent();
            assertThatThrownBy(() -> second.read(ROLE)).isInstanceOfSatisfying(VaultRefusedException.class,
                    e -> assertThat(e.status()).isEqualTo(400));
            assertThat(first.read(ROLE)).isPresent();
        }
    }

    @Test
    void logsInAgainBeforeItsTokenEndsAndKeepsItWhileThatFails() {
        var start = Instant.now();
        var seconds = new AtomicInteger();
        var logins = new AtomicInteger();
        var envelope = operator.writeWrapped(ROLE + "/secret-id", Map.of(), Duration.ofMinutes(1));
        var login = new VaultLogin.WrappedSecretId("door-test", () -> {
            logins.incrementAndGet();
            return envelope;
        });
        try (var door = door(login, "nobody", () -> start.plusSeconds(seconds.get()))) {
            door.read(ROLE);
            seconds.set(41);

            assertThat(door.read(ROLE)).isPresent();
            assertThat(logins).hasValue(2);

            seconds.set(61);
            assertThatThrownBy(() -> door.read(ROLE)).isInstanceOf(VaultRefusedException.class);
        }
    }

    @Test
    void saysWhatWasRefusedAndNotWhatWasWritten() {
        assertThatThrownBy(() -> operator.write("sys/policies/acl/elsewhere/x", Map.of("policy", "a-secret-word")))
                .isInstanceOfSatisfying(VaultRefusedException.class, e -> assertThat(e.isForbidden()).isTrue())
                .hasMessageContaining("write sys/policies/acl/elsewhere/x").hasMessageContaining("status 403")
                .satisfies(e -> assertThat(org.assertj.core.util.Throwables.getStackTrace(e)).doesNotContain("a-secret-word"));
    }

    @Test
    void nobodyGetsInWithACertificateThatNamesAnother() {
        try (var door = door(new VaultLogin.Certificate("operator"), "billing", InstantSource.system())) {
            assertThatThrownBy(() -> door.read(ROLE)).isInstanceOf(VaultRefusedException.class);
        }
    }

    @Test
    void talksToNobodyWhomItDoesNotTrust() {
        var foreign = new VaultDoor(VaultAddress.of("https://127.0.0.2:" + vault.server().settings().port()), LAYOUT,
                new VaultLogin.Certificate("operator"), Raw.context(vault.identityFolder("operator")), Duration.ofSeconds(5),
                InstantSource.system());

        assertThatThrownBy(() -> foreign.read(ROLE)).isInstanceOf(VaultUnreachableException.class);
        foreign.close();
    }

    @Test
    void doesNotWaitLongForAServerThatTakesConnectionsAndSaysNothing() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var door = new VaultDoor(VaultAddress.of("https://localhost:" + mute.getLocalPort()), LAYOUT,
                        new VaultLogin.Certificate("operator"), Raw.context(vault.identityFolder("operator")),
                        Duration.ofMillis(300), InstantSource.system())) {
            assertThatThrownBy(() -> door.read(ROLE)).isInstanceOf(VaultUnreachableException.class)
                    .hasMessageContaining("https://localhost:" + mute.getLocalPort());
        }
    }

    @Test
    void goesOnWithARenewedIdentity() {
        try (var door = door(new VaultLogin.Certificate("operator"), "operator", InstantSource.system())) {
            door.read(ROLE);
            door.renew(Raw.context(vault.identityFolder("billing")));
            assertThat(door.read(ROLE)).isPresent();

            door.renew(context("operator"));
            assertThat(door.read(ROLE)).isPresent();
        }
    }

    @Test
    void aLoginNeverShowsItsSecret() {
        assertThat(new VaultLogin.SecretId("oven", () -> "secret")).hasToString("SecretId[oven]");
        assertThat(new VaultLogin.WrappedSecretId("oven", () -> "secret")).hasToString("WrappedSecretId[oven]");
        assertThat(new VaultLogin.ServiceAccount("oven", () -> "secret")).hasToString("ServiceAccount[oven]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://vault:8200", "vault:8200", "https://vault:8200/v1", "https://root@vault:8200", "https://",
            "https://vault?x"})
    void anAddressIsHttpsAndNothingMore(String url) {
        assertThatThrownBy(() -> VaultAddress.of(url)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void mount() {
        try {
            operator.write("sys/auth/" + LAYOUT.appRole(), Map.of("type", "approle"));
        } catch (VaultRefusedException alreadyThere) {
            assertThat(alreadyThere.status()).isEqualTo(400);
        }
    }

    private static javax.net.ssl.SSLContext context(String identity) {
        return Raw.context(vault.identityFolder(identity));
    }

    private static VaultDoor door(VaultLogin login, String identity, InstantSource clock) {
        Path folder = vault.identityFolder(identity);
        return new VaultDoor(VaultAddress.of(vault.server().settings().url()), LAYOUT, login, Raw.context(folder),
                Duration.ofSeconds(20), clock);
    }
}
