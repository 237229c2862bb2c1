package dev.gatehouse.authorization.vault;

import java.util.List;
import java.util.Map;

import dev.gatehouse.vault.VaultDoor;

/**
 * Somebody to whom an operator gave what no policy of the platform holds, which only an operator could: tokens for any policy, and
 * requests without bounds. Nothing of it is left in the realm, so that no difference is.
 */
final class Tester {
    static final Raw RAW = new Raw(VaultKitchen.vault(), VaultKitchen.vault().identityFolder("operator"));
    private static final String FIRST_POLICY = """
            path "auth/token/create" {
              capabilities = ["update", "sudo"]
            }
            path "sys/policies/acl/tester" {
              capabilities = ["create", "update"]
            }
            """;
    private static final String POLICY = """
            path "auth/token/create" {
              capabilities = ["update", "sudo"]
            }
            path "sys/capabilities" {
              capabilities = ["update"]
            }
            path "estate-test/pki/sign/+" {
              capabilities = ["update"]
            }
            path "estate-test/transit/keys/+" {
              capabilities = ["delete"]
            }
            """;
    private static final String TOKEN = make();

    private Tester() {}

    /** A token with one policy of the realm and no other. */
    static String token(String policy) {
        var answer = RAW.send(TOKEN, "POST", "auth/token/create",
                Map.of("policies", List.of("estate-test/" + policy), "no_default_policy",
                        true, "type", "batch", "ttl", "5m"));
        return answer.body().path("auth").path("client_token").asString();
    }

    /** Of everybody's, and without bounds on what is asked for. */
    static Raw.Answer sign(String role, Map<String, ?> request) {
        return RAW.send(TOKEN, "POST", VaultKitchen.LAYOUT.sign(role), request);
    }

    static void delete(String path) {
        RAW.send(TOKEN, "DELETE", path, Map.of());
    }

    /** What a token may do at each of some paths, in Vault's own words. */
    static Raw.Answer capabilities(String token, List<String> paths) {
        return RAW.send(TOKEN, "POST", "sys/capabilities", Map.of("token", token, "paths", paths));
    }

    private static String make() {
        try (VaultDoor operator = VaultKitchen.operator()) {
            operator.write("sys/policies/acl/estate-test/tester", Map.of("policy", FIRST_POLICY));
            operator.write(VaultKitchen.LAYOUT.certRole("tester"),
                    Map.of("certificate", VaultKitchen.vault().authority().certificatePem(), "allowed_common_names",
                            List.of("operator"),
                            "token_policies", List.of("estate-test/tester"), "token_ttl", "1h"));
            var first = RAW.login("tester");
            RAW.send(first, "PUT", "sys/policies/acl/tester", Map.of("policy", POLICY));
            var token = RAW.send(first, "POST", "auth/token/create",
                    Map.of("policies", List.of("tester"), "no_default_policy", true));
            operator.delete(VaultKitchen.LAYOUT.certRole("tester"));
            operator.delete("sys/policies/acl/estate-test/tester");
            return token.body().path("auth").path("client_token").asString();
        }
    }
}
