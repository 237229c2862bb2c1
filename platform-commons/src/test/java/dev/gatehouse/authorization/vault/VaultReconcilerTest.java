package dev.gatehouse.authorization.vault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.authorization.vault.VaultMending.Effect;
import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultDoor;
import dev.gatehouse.vault.VaultRefusedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A kitchen of three services on a real Vault, and everything that could be wrong there. */
@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class VaultReconcilerTest {
    private static VaultDoor operator;
    private static VaultReconciler reconciler;
    private static final List<String> DONE = new ArrayList<>();

    @BeforeAll
    static void apply() {
        operator = VaultKitchen.operator();
        reconciler = VaultKitchen.reconciler(operator);
        assertThat(reconciler.apply(DONE::add)).isEmpty();
    }

    @AfterAll
    static void close() {
        operator.close();
    }

    @Test
    void applyingAgainDoesNothing() {
        var done = new ArrayList<String>();

        assertThat(reconciler.difference()).isEmpty();
        assertThat(reconciler.apply(done::add)).isEmpty();
        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            R/pki/roles/oven | {"allow_any_name":true} | certificate role oven has another allow_any_name than false
            R/pki/roles/oven | {"allowed_uri_sans":["spiffe://estate-test/sink"]} | certificate role oven has another allowed_uri_sans than [spiffe://estate-test/oven]
            R/pki/roles/oven | {"not_after_bound":"permit"} | certificate role oven has another not_after_bound than ttl-limited
            R/pki/roles/oven | {"ou":["kitchen"]} | certificate role oven has another ou than []
            R/pki/roles/broker | {"ttl":"20m","max_ttl":"1h"} | certificate role broker has another max_ttl than 600, another ttl than 600
            sys/policies/acl/R/sink | {"policy":"path \\"R/kv/*\\" { capabilities = [\\"read\\"] }"} | policy estate-test/sink has another policy than what follows from the catalog
            sys/policies/acl/R/provisioner | {"policy":"path \\"*\\" { capabilities = [\\"read\\"] }"} | policy estate-test/provisioner has another policy than what follows from the catalog
            auth/R/approle/role/stove | {"token_policies":["estate-test/oven"]} | secret id login of stove has another token_policies than [estate-test/stove]
            auth/R/approle/role/stove | {"secret_id_num_uses":0} | secret id login of stove has another secret_id_num_uses than 1
            auth/R/approle/role/stove | {"token_no_default_policy":false} | secret id login of stove has another token_no_default_policy than true
            auth/R/approle/role/stove/role-id | {"role_id":"guess"} | role id of stove has another role_id than stove
            auth/R/cert/certs/oven | {"allowed_common_names":["*"]} | certificate login of oven has another allowed_common_names than [oven]
            auth/R/cert/certs/oven | {"allowed_uri_sans":[]} | certificate login of oven has another allowed_uri_sans than [spiffe://estate-test/oven]
            auth/R/cert/certs/operator | {"token_ttl":"1h","token_max_ttl":"1h"} | certificate login of operator has another token_max_ttl than 600, another token_ttl than 600
            auth/R/kubernetes/role/sink | {"bound_service_account_namespaces":["*"]} | service account login of sink has another bound_service_account_namespaces than [estate]
            auth/R/kubernetes/role/sink | {"audience":"anybody"} | service account login of sink has another audience than vault
            auth/R/kubernetes/config | {"kubernetes_host":"https://elsewhere:6443"} | service account login has another kubernetes_host than https://cluster.invalid:6443
            R/transit/keys/oven/config | {"deletion_allowed":true} | key estate-test/transit/keys/oven has another deletion_allowed than false
            R/kv/config | {"cas_required":false} | store estate-test/kv has another cas_required than true
            sys/mounts/R/pki/tune | {"max_lease_ttl":"20h"} | term of mount estate-test/pki has another max_lease_ttl than 31536000
            """)
    void namesWhatSomebodyChangedByHandAndMendsIt(String path, String change, String what) {
        changeByHand(path.replace("R/", "estate-test/"), json(change.replace("R/", "estate-test/")));
        assertThat(reconciler.difference()).extracting(VaultMending::what).containsExactly(what);
        var done = new ArrayList<String>();

        assertThat(reconciler.apply(done::add)).isEmpty();
        assertThat(done).containsExactly("mended: " + what);
    }

    @ParameterizedTest
    @CsvSource({"R/pki/roles/stove, certificate role stove is missing",
            "sys/policies/acl/R/stove, policy estate-test/stove is missing",
            "auth/R/cert/certs/stove, certificate login of stove is missing",
            "auth/R/kubernetes/role/stove, service account login of stove is missing"})
    void namesWhatSomebodyTookAwayAndMendsIt(String path, String what) {
        operator.delete(path.replace("R/", "estate-test/"));
        assertThat(reconciler.difference()).extracting(VaultMending::what).containsExactly(what);

        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void aRoleThatNobodyDescribesIsNamedAndLeftUntilSomebodyAsksForItByName() {
        var toaster = new ServiceName("toaster");
        operator.write(VaultKitchen.LAYOUT.pkiRole("toaster"), Map.of("allow_any_name", true));

        var left = reconciler.apply(done -> {});

        assertThat(left).singleElement().satisfies(mending -> {
            assertThat(mending.effect()).isEqualTo(Effect.STRANGER);
            assertThat(mending.what()).isEqualTo("estate-test/pki/roles/toaster is of nobody in the catalog");
        });
        assertThat(reconciler.lockOut(toaster, done -> {})).isEmpty();
        assertThat(reconciler.difference()).isEmpty();
    }

    @Test
    void aKeyThatCouldHaveBeenCopiedIsNeverMendedInSilence() {
        operator.write(VaultKitchen.LAYOUT.transitKey("oven") + "/config", Map.of("allow_plaintext_backup", true));
        try {
            assertThat(reconciler.apply(done -> {})).singleElement()
                    .satisfies(mending -> assertThat(mending.effect()).isEqualTo(Effect.JUDGE));
        } finally {
            makeTheKeyAnew();
        }
    }

    /** Nobody may delete a key: first it has to be allowed. */
    private static void makeTheKeyAnew() {
        var key = VaultKitchen.LAYOUT.transitKey("oven");
        operator.write(key + "/config", Map.of("deletion_allowed", true));
        assertThatThrownBy(() -> operator.delete(key)).isInstanceOfSatisfying(VaultRefusedException.class,
                e -> assertThat(e.isForbidden()).isTrue());
        Tester.delete(key);
        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void aRevokedServiceHasNothingToComeInByAndGetsItBackWhenItIsReinstated() {
        var revoking = VaultKitchen.reconciler(operator, "sink");

        assertThat(revoking.difference()).extracting(VaultMending::effect).containsOnly(Effect.TAKE).hasSize(5);
        assertThat(revoking.apply(done -> {})).isEmpty();

        assertThat(revoking.accessOf(new ServiceName("sink"))).isEmpty();
        assertThat(operator.read(VaultKitchen.LAYOUT.transitKey("sink"))).isPresent();
        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void aTokenFromBeforeTheRevocationCanDoNothingAfterIt() {
        var token = Tester.token("sink");
        var path = VaultKitchen.LAYOUT.contract(new ServiceName("sink")).data();
        assertThat(Tester.RAW.send(token, "GET", path, Map.of()).status()).isEqualTo(404);

        reconciler.lockOut(new ServiceName("sink"), done -> {});

        assertThat(Tester.RAW.send(token, "GET", path, Map.of()).status()).isEqualTo(403);
        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void theNameOfAFormerServiceIsGivenToNobodyElse() {
        var former = new ServiceName("former");
        var told = new ArrayList<String>();
        reconciler.remove(former, told::add);
        reconciler.remove(former, told::add);
        assertThat(told).hasSizeLessThanOrEqualTo(1);

        var names = new Names(new State(operator, VaultKitchen.LAYOUT), VaultKitchen.LAYOUT);

        assertThat(names.difference(former)).singleElement().satisfies(mending -> {
            assertThat(mending.effect()).isEqualTo(Effect.JUDGE);
            assertThat(mending.what()).contains("name former belonged to a service that is gone");
        });
        assertThatThrownBy(() -> reconciler.remove(new ServiceName("oven"), done -> {})).hasMessageContaining("has a descriptor");
    }

    @Test
    void operatorAndServersAreNeverShutOut() {
        for (var name : List.of("operator", "provisioner", "broker")) {
            assertThat(reconciler.accessOf(new ServiceName(name))).isEmpty();
            reconciler.remove(new ServiceName(name), done -> {});
        }

        assertThat(reconciler.difference()).isEmpty();
    }

    @Test
    void goesOnAfterAnApplyThatWasCutOff() {
        operator.delete(VaultKitchen.LAYOUT.pkiRole("sink"));
        operator.delete(VaultKitchen.LAYOUT.certRole("sink"));

        assertThatThrownBy(() -> reconciler.apply(done -> {
            throw new IllegalStateException("cut off after the first");
        }));

        assertThat(reconciler.difference()).hasSize(1);
        assertThat(reconciler.apply(done -> {})).isEmpty();
    }

    @Test
    void everySettingThatTheServerKnowsOfARoleIsOneThatTheCatalogDecides() {
        var roles = new Roles(VaultKitchen.LAYOUT, VaultKitchen.TERMS);

        assertThat(operator.read(VaultKitchen.LAYOUT.pkiRole("oven")).orElseThrow())
                .containsOnlyKeys(roles.certificate("oven", List.of("oven")).keySet());
        assertThat(operator.read(VaultKitchen.LAYOUT.appRole("oven")).orElseThrow()).hasSize(roles.appRole("oven").size() + 1)
                .containsKey("local_secret_ids");
        assertThat(operator.read(VaultKitchen.LAYOUT.kubernetesRole("oven")).orElseThrow())
                .containsOnlyKeys(roles.serviceAccount("oven", VaultKitchen.TERMS.cluster().orElseThrow()).keySet());
    }

    @Test
    void nothingLastsLongerThanItsBound() {
        assertThatThrownBy(
                () -> new VaultTerms(Duration.ofHours(25), Duration.ofDays(1), Duration.ofMinutes(1), List.of(), Map.of(),
                        Optional.empty()))
                .hasMessageContaining("at most PT24H");
    }

    /** Whatever a write leaves out of a role goes back to its default. */
    private static void changeByHand(String path, Map<String, Object> change) {
        var all = new HashMap<>(path.endsWith("/tune") || path.startsWith("estate-test/transit")
                ? Map.<String, Object>of()
                : operator.read(path).orElseThrow());
        all.remove("local_secret_ids"); // can be given only once
        all.putAll(change);
        operator.write(path, all);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return JsonMapper.shared().readValue(text, Map.class);
    }
}
