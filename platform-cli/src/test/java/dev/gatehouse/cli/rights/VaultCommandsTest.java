package dev.gatehouse.cli.rights;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.Typed;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.names.Realm;
import dev.gatehouse.vault.VaultAddress;
import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultLayout;
import dev.gatehouse.vault.VaultLogin;

import static org.assertj.core.api.Assertions.assertThat;

@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class VaultCommandsTest {
    private static final Estate ESTATE = Estate.shared();
    private static final VaultLayout LAYOUT = new VaultLayout(new Realm(ESTATE.realm()));

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void aTargetWithAVault() throws Exception {
        Kitchen.write(folder);
        Files.createDirectories(folder.resolve("data/directory"));
        target(ESTATE.vault().orElseThrow().settings().url());
        // Of a server on which nothing was made yet, the first time.
        assertThat(typed("plan").code()).isLessThanOrEqualTo(1);
        assertThat(typed("apply", "--max-removals", "100").code()).isZero();
    }

    @Test
    void applyingAgainDoesNothing() {
        assertThat(typed("apply").out()).isEqualTo("Nothing to do.\n");
        assertThat(typed("verify").code()).isZero();
    }

    @Test
    void planAndVerifyNameWhatSomebodyChangedAndApplyMendsIt() {
        change(door -> door.write("sys/policies/acl/" + LAYOUT.policy("baker"),
                Map.of("policy", "path \"x\" { capabilities = [\"read\"] }")));

        assertThat(typed("plan").code()).isOne();
        assertThat(typed("verify").out()).contains("Vault:", "~ policy local-demo/baker has another policy", "in the Vault 1");
        assertThat(typed("verify", "--json").out()).contains("\"same\":false", "policy local-demo/baker has another policy");
        assertThat(typed("apply", "--dry-run").code()).isOne();
        assertThat(typed("apply").out()).contains("done: mended: policy local-demo/baker has another policy");
        assertThat(typed("verify").code()).isZero();
    }

    @Test
    void whatAFormerServiceCameInByIsLeftUntilSomebodyAsksForItByName() {
        change(door -> door.write(LAYOUT.certRole("waiter"),
                Map.of("certificate", ESTATE.authority().certificatePem(), "allowed_common_names", "waiter")));

        assertThat(typed("apply").out()).contains("Left:");
        assertThat(typed("verify").out()).contains("! auth/local-demo/cert/certs/waiter is of nobody in the catalog");
        assertThat(typed("apply", "--delete", "--service", "waiter", "--dry-run").out())
                .contains("- waiter has auth/local-demo/cert/certs/waiter, as of a former service");
        assertThat(typed("apply", "--delete", "--service", "waiter").code()).isZero();
        assertThat(typed("verify").code()).isZero();
    }

    @Test
    void aRevokedServiceHasNothingLeftToComeInByUntilItIsReinstated() {
        assertThat(typed("revoke", "baker", "--dry-run").out()).contains("- baker has sys/policies/acl/local-demo/baker");

        assertThat(typed("revoke", "baker").out()).contains("- taken away: baker has sys/policies/acl/local-demo/baker",
                "- taken away: baker has auth/local-demo/cert/certs/baker", "broker and the Vault refuse it everything");

        change(door -> assertThat(door.read(LAYOUT.certRole("baker"))).isEmpty());
        assertThat(typed("apply").code()).isZero();
        change(door -> assertThat(door.read(LAYOUT.certRole("baker"))).isEmpty());
    }

    @Test
    void saysWhenTheVaultDoesNotAnswer() throws Exception {
        target("https://localhost:1");

        assertThat(typed("verify").code()).isEqualTo(3);
    }

    private void target(String vault) {
        Kitchen.target(folder, ESTATE, "\"vault\":{\"url\":\"%s\"}".formatted(vault));
    }

    private void change(Consumer<VaultDoor> change) {
        var target = Target.read(folder.resolve("target.json"), "operator");
        try (var door = new VaultDoor(VaultAddress.of(ESTATE.vault().orElseThrow().settings().url()), LAYOUT,
                new VaultLogin.Certificate("operator"), TargetTls.context(target), Duration.ofSeconds(20),
                InstantSource.system())) {
            change.accept(door);
        }
    }

    private Typed typed(String verb, String... more) {
        var words = new ArrayList<>(
                List.of(verb, "--catalog", folder.toString(), "--target", folder.resolve("target.json").toString()));
        words.addAll(List.of(more));
        return Typed.of(words.toArray(String[]::new));
    }
}
