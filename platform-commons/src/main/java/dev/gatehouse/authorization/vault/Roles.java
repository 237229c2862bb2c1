package dev.gatehouse.authorization.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.gatehouse.vault.VaultLayout;

/**
 * Settings of roles, all of them, in Vault's words and units (seconds), so that no default decides and a setting that somebody
 * adds is noticed.
 */
record Roles(VaultLayout layout, VaultTerms terms) {
    /** Of the authority: one name of one service or server, its SPIFFE id, a short life, and nothing else. */
    Map<String, Object> certificate(String name, List<String> hosts) {
        var role = new TreeMap<String, Object>();
        for (var closed : List.of("allow_any_name", "allow_localhost", "allow_subdomains", "allow_glob_domains",
                "allow_wildcard_certificates", "allow_ip_sans", "allow_globs_in_identity_templates", "allow_token_displayname",
                "allowed_domains_template", "allowed_uri_sans_template", "basic_constraints_valid_for_non_ca",
                "code_signing_flag",
                "email_protection_flag", "generate_lease", "use_pss"))
            role.put(closed, false);
        for (var none : List.of("allowed_ip_sans_cidr", "allowed_other_sans", "allowed_serial_numbers", "allowed_user_ids",
                "country",
                "ext_key_usage", "ext_key_usage_oids", "locality", "organization", "ou", "policy_identifiers", "postal_code",
                "province",
                "street_address"))
            role.put(none, List.of());
        role.put("allowed_domains", hosts);
        role.put("allow_bare_domains", true);
        role.put("enforce_hostnames", true);
        role.put("cn_validations", List.of("email", "hostname"));
        role.put("allowed_uri_sans", List.of(spiffeId(name)));
        role.put("require_cn", false);
        role.put("use_csr_common_name", false);
        role.put("use_csr_sans", true);
        role.put("client_flag", true);
        role.put("server_flag", true);
        role.put("key_type", "any");
        role.put("key_bits", 0);
        role.put("signature_bits", 0);
        role.put("key_usage", List.of("DigitalSignature"));
        role.put("ttl", terms.certificates().toSeconds());
        role.put("max_ttl", terms.certificates().toSeconds());
        // Without these two, a request says itself from when and until when it is good, whatever max_ttl is.
        role.put("not_after_bound", "ttl-limited");
        role.put("not_before_bound", "forbid");
        role.put("not_after", "");
        role.put("not_before", "");
        role.put("not_before_duration", 30);
        role.put("no_store", true);
        role.put("issuer_ref", "default");
        return role;
    }

    /** A secret id is good for one login within ten minutes. */
    Map<String, Object> appRole(String name) {
        var role = token(name);
        role.put("bind_secret_id", true);
        role.put("secret_id_num_uses", 1);
        role.put("secret_id_ttl", 600);
        role.put("secret_id_bound_cidrs", List.of());
        return role;
    }

    /** @param authorities PEM of those whose certificates count */
    Map<String, Object> certificateLogin(String name, String authorities) {
        var role = certificateLogin(name);
        role.put("certificate", authorities);
        return role;
    }

    /** Whatever authority it was made with stays. */
    Map<String, Object> certificateLogin(String name) {
        var role = token(name);
        for (var none : List.of("allowed_names", "allowed_dns_sans", "allowed_email_sans", "allowed_organizational_units",
                "required_extensions", "allowed_metadata_extensions"))
            role.put(none, List.of());
        role.put("allowed_common_names", List.of(name));
        role.put("allowed_uri_sans", List.of(spiffeId(name)));
        return role;
    }

    Map<String, Object> serviceAccount(String name, VaultTerms.Cluster cluster) {
        var role = token(name);
        role.put("bound_service_account_names", List.of(name));
        role.put("bound_service_account_namespaces", List.of(cluster.namespace()));
        role.put("bound_service_account_namespace_selector", "");
        role.put("audience", cluster.audience());
        role.put("alias_name_source", "serviceaccount_uid");
        return role;
    }

    List<String> hosts(String service) {
        var hosts = new ArrayList<>(List.of(service));
        terms.hosts().forEach(host -> hosts.add(host.formatted(service)));
        return hosts;
    }

    /** Of a kind that the server keeps nothing about, short, and with no right that every token has. */
    private Map<String, Object> token(String name) {
        var role = new TreeMap<String, Object>();
        role.put("token_type", "batch");
        role.put("token_ttl", terms.tokens().toSeconds());
        role.put("token_max_ttl", terms.tokens().toSeconds());
        role.put("token_policies", List.of(layout.policy(name)));
        role.put("token_no_default_policy", true);
        role.put("token_bound_cidrs", List.of());
        for (var zero : List.of("token_explicit_max_ttl", "token_num_uses", "token_period"))
            role.put(zero, 0);
        role.put("token_strictly_bind_ip", false);
        return role;
    }

    private String spiffeId(String name) {
        return "spiffe://%s/%s".formatted(layout.realm(), name);
    }
}
