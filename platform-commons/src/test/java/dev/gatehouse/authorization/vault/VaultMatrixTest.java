package dev.gatehouse.authorization.vault;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;

import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Each policy against each path of the realm and each verb, asked of the server itself; what is allowed is written here once more. */
@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class VaultMatrixTest {
    private static final List<String> SERVICES = List.of("oven", "sink", "stove");
    private static final List<String> VERBS = List.of("create", "read", "update", "delete", "list", "sudo");

    /** {@code @} is the service itself, {@code *} everybody of the kitchen, itself included. */
    private static final String SERVICE = """
            estate-test/pki/sign/@                     update
            estate-test/transit/encrypt/@              update
            estate-test/transit/decrypt/@              update
            estate-test/kv/data/seeds/@/1              create read
            estate-test/kv/metadata/seeds/@/           list
            estate-test/kv/data/directory/*/1          read
            estate-test/kv/data/directory/@/1          create read
            estate-test/kv/metadata/directory/         list
            estate-test/kv/metadata/directory/*/       list
            estate-test/kv/data/revocations/00ff       read
            estate-test/kv/metadata/revocations/       list
            estate-test/kv/data/bars/*/1               read
            estate-test/kv/metadata/bars/              list
            estate-test/kv/metadata/bars/*/            list
            estate-test/kv/data/lifts/*/1              read
            estate-test/kv/metadata/lifts/             list
            estate-test/kv/metadata/lifts/*/           list
            estate-test/kv/data/contracts/@            read
            """;
    private static final Map<String, String> MORE = Map.of("oven", "estate-test/kv/data/pseudonyms/heat.v1  create read\n",
            "sink",
            "estate-test/kv/data/pseudonyms/heat.v1  read\n", "stove", "");
    private static final String PROVISIONER = """
            sys/mounts/estate-test/pki                 create read update
            sys/mounts/estate-test/transit             create read update
            sys/mounts/estate-test/kv                  create read update
            sys/mounts/estate-test/pki/tune            read update
            sys/auth/estate-test/approle               create read update sudo
            sys/auth/estate-test/cert                  create read update sudo
            sys/audit                                  read sudo
            sys/policies/acl/estate-test/*             create read update delete
            sys/policies/acl/estate-test/operator      create read update delete
            sys/policies/acl/estate-test/              list
            estate-test/pki/roles/*                    create read update delete
            estate-test/pki/roles/broker               create read update delete
            estate-test/pki/roles/                     list
            estate-test/pki/issuers/                   list
            estate-test/pki/issuer/default             read
            estate-test/pki/root/generate/internal     update
            estate-test/transit/keys/*                 create read update
            estate-test/transit/keys/*/config          update
            estate-test/kv/config                      create read update
            auth/estate-test/approle/role/*            create read update delete
            auth/estate-test/approle/role/             list
            auth/estate-test/approle/role/*/role-id    read update
            auth/estate-test/cert/certs/*              create read update delete
            auth/estate-test/cert/certs/operator       create read update delete
            auth/estate-test/cert/certs/               list
            auth/estate-test/kubernetes/role/*         create read update delete
            auth/estate-test/kubernetes/role/          list
            auth/estate-test/kubernetes/config         create read update
            estate-test/kv/data/contracts/*            create read update
            estate-test/kv/metadata/contracts/         list
            estate-test/kv/data/reserved/*             create read update
            estate-test/kv/metadata/reserved/          list
            estate-test/kv/metadata/bars/              list
            estate-test/kv/metadata/bars/*/            list
            estate-test/kv/metadata/lifts/             list
            estate-test/kv/metadata/lifts/*/           list
            """;
    private static final String PROVISIONER_ALONE = """
            estate-test/kv/data/bars/*/1               read
            estate-test/kv/data/lifts/*/1              read
            """;
    private static final String OPERATOR = """
            estate-test/pki/sign/broker                update
            estate-test/transit/keys/*/rotate          update
            estate-test/kv/data/revocations/00ff       create read
            estate-test/kv/metadata/revocations/       list
            estate-test/kv/data/bars/*/1               create read
            estate-test/kv/data/lifts/*/1              create read
            estate-test/kv/data/directory/*/1          read
            estate-test/kv/metadata/directory/         list
            estate-test/kv/metadata/directory/*/       list
            estate-test/kv/metadata/seeds/             list
            estate-test/kv/metadata/seeds/*/           list
            estate-test/kv/destroy/seeds/*/1           update
            estate-test/kv/metadata/contracts/*        delete
            auth/estate-test/approle/role/*/secret-id  update
            sys/seal                                   update sudo
            """;
    /** What must be nobody's, beside the paths above. */
    private static final String NOBODY = """
            estate-test/pki/issue/*
            estate-test/pki/sign-verbatim
            estate-test/pki/sign-verbatim/*
            estate-test/pki/root/generate/exported
            estate-test/pki/root/sign-intermediate
            estate-test/pki/root/sign-self-issued
            estate-test/pki/config/issuers
            estate-test/pki/keys
            estate-test/pki/acme/new-order
            estate-test/transit/export/encryption-key/*
            estate-test/transit/backup/*
            estate-test/transit/restore/*
            estate-test/transit/rewrap/*
            estate-test/transit/datakey/plaintext/*
            estate-test/transit/hmac/*
            estate-test/kv/metadata/seeds/*/1
            estate-test/kv/metadata/directory/*/1
            estate-test/kv/metadata/revocations/00ff
            estate-test/kv/metadata/pseudonyms/
            estate-test/kv/delete/seeds/*/1
            estate-test/kv/undelete/seeds/*/1
            estate-test/kv/destroy/directory/*/1
            estate-test/kv/destroy/revocations/00ff
            estate-test/kv/data/elsewhere
            estate-test/kv/data/seeds/*
            estate-test/kv/data/seeds/*/1/more
            other/kv/data/seeds/*/1
            other/pki/sign/*
            estate-test-2/pki/sign/*
            auth/estate-test/approle/role/*/custom-secret-id
            auth/estate-test/approle/role/*/policies
            auth/token/create
            auth/token/create-orphan
            auth/token/lookup-self
            auth/token/renew-self
            cubbyhole/x
            identity/entity
            sys/mounts
            sys/auth
            sys/policies/acl/root
            sys/policies/acl/other/oven
            sys/mounts/other/kv
            sys/remount
            sys/raw/x
            sys/rotate
            sys/storage/raft/snapshot
            sys/generate-root/attempt
            sys/wrapping/unwrap
            sys/capabilities
            sys/config/auditing/request-headers/x
            """;

    @BeforeAll
    static void apply() {
        try (var operator = VaultKitchen.operator()) {
            assertThat(VaultKitchen.reconciler(operator).apply(done -> {})).isEmpty();
        }
    }

    @Test
    void eachPolicyAllowsEachVerbAtEachPathAsDeclaredAndNothingElse() {
        var declared = new TreeMap<String, String>();
        SERVICES.forEach(service -> declared.put(service, SERVICE.replace("@", service) + MORE.get(service)));
        declared.put("provisioner", PROVISIONER + PROVISIONER_ALONE);
        declared.put("operator", PROVISIONER + OPERATOR);
        declared.put("stranger", "");
        var paths = paths(declared);
        var wrong = new ArrayList<String>();
        int allowed = 0;
        int denied = 0;
        for (var role : declared.keySet()) {
            var wanted = rights(declared.get(role));
            var answers = Tester.capabilities(Tester.token(role), paths).data();
            for (var path : paths)
                for (var verb : VERBS) {
                    boolean may = names(answers.get(path)).contains(verb);
                    if (may != wanted.getOrDefault(path, Set.of()).contains(verb))
                        wrong.add("%s %s %s: %s".formatted(role, verb, path, may ? "allowed" : "denied"));
                    if (may)
                        allowed++;
                    else
                        denied++;
                }
        }

        System.out.printf("Vault: %d roles x %d paths x %d verbs: %d allowed, %d denied, %d otherwise than declared%n",
                declared.size(),
                paths.size(), VERBS.size(), allowed, denied, wrong.size());
        assertThat(wrong).isEmpty();
        assertThat(allowed).isGreaterThan(100);
    }

    @Test
    void anEntryThatMayBeMadeOnceIsNeverWrittenAgain() {
        var oven = Tester.token("oven");
        for (var path : List.of("estate-test/kv/data/seeds/oven/7", "estate-test/kv/data/directory/oven/7")) {
            assertThat(write(oven, path, 0)).isEqualTo(200);
            assertThat(write(oven, path, 0)).isIn(400, 403);
            assertThat(write(oven, path, 1)).isEqualTo(403);
            assertThat(Tester.RAW.send(oven, "DELETE", path, Map.of()).status()).isEqualTo(403);
        }
    }

    @Test
    void aSeedIsUnsealedByItsOwnServiceAndForItsOwnVersionOnly() {
        var oven = Tester.token("oven");
        var data = base64(new String(VaultKitchen.LAYOUT.associatedData(new ServiceName("oven"), 1),
                StandardCharsets.UTF_8));
        var sealed = Tester.RAW.send(oven, "POST", VaultKitchen.LAYOUT.encrypt("oven"),
                Map.of("plaintext", base64("seed"), "associated_data", data)).data().path("ciphertext").asString();

        assertThat(open(oven, "oven", sealed, data)).isEqualTo(200);
        assertThat(open(oven, "oven", sealed, base64("{\"realm\":\"estate-test\",\"service\":\"oven\",\"version\":2}")))
                .isEqualTo(400);
        assertThat(open(Tester.token("sink"), "oven", sealed, data)).isEqualTo(403);
        assertThat(open(Tester.token("sink"), "sink", sealed, data)).isEqualTo(400);
        assertThat(open(Tester.token("operator"), "oven", sealed, data)).isEqualTo(403);
        assertThat(
                Tester.RAW.send(oven, "POST", VaultKitchen.LAYOUT.encrypt("newkey"), Map.of("plaintext", base64("x"))).status())
                .isEqualTo(403);
    }

    @Test
    void aSecretIdLeavesTheVaultInAnEnvelopeOnly() {
        var path = VaultKitchen.LAYOUT.appRole("oven") + "/secret-id";

        assertThat(Tester.RAW.send(Tester.token("operator"), "POST", path, Map.of()).status()).isEqualTo(403);
        try (var operator = VaultKitchen.operator()) {
            assertThat(operator.writeWrapped(path, Map.of(), Duration.ofMinutes(1))).isNotEmpty();
        }
    }

    private static int open(String token, String key, String ciphertext, String associated) {
        return Tester.RAW.send(token, "POST", VaultKitchen.LAYOUT.decrypt(key),
                Map.of("ciphertext", ciphertext, "associated_data", associated)).status();
    }

    private static int write(String token, String path, int version) {
        return Tester.RAW.send(token, "POST", path, Map.of("options", Map.of("cas", version), "data", Map.of("x", "y"))).status();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> paths(Map<String, String> declared) {
        var paths = new TreeSet<String>();
        Stream.concat(declared.values().stream(), Stream.of(NOBODY)).flatMap(String::lines).flatMap(line -> expand(line).stream())
                .forEach(line -> paths.add(line.split(" +", 2)[0]));
        return List.copyOf(paths);
    }

    /** A later line about the same path counts. */
    private static Map<String, Set<String>> rights(String table) {
        var rights = new TreeMap<String, Set<String>>();
        table.lines().flatMap(line -> expand(line).stream()).forEach(line -> {
            var words = line.split(" +", 2);
            rights.put(words[0], Set.of(words[1].split(" ")));
        });
        return rights;
    }

    private static List<String> expand(String line) {
        return line.contains("*") ? SERVICES.stream().map(service -> line.replace("*", service)).toList() : List.of(line);
    }

    private static Set<String> names(JsonNode capabilities) {
        var names = new TreeSet<String>();
        capabilities.forEach(name -> names.add(name.asString()));
        return names;
    }
}
