package dev.gatehouse.authorization.vault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.vault.VaultLayout;

/** Everything that a catalog wants of a Vault, in the order in which it is made. */
record Wishes(Wanted wanted, VaultLayout layout, VaultTerms terms) {
    static final String OPERATOR = "operator";
    static final String PROVISIONER = "provisioner";

    /** The tools' policies first: they make the rest. Mounts next, without which there is nothing to set. */
    List<Wish> ground() {
        var all = new ArrayList<Wish>();
        all.add(policy(OPERATOR, policies().operator(terms.servers().keySet())));
        all.add(policy(PROVISIONER, policies().provisioner()));
        all.add(mount(layout.pki(), "pki", Map.of()));
        all.add(mount(layout.transit(), "transit", Map.of()));
        all.add(mount(layout.kv(), "kv", Map.of("version", "2")));
        // Else the authority would end as soon as anything else that this server gives out.
        all.add(Wish.of("term of mount " + layout.pki(), "sys/mounts/%s/tune".formatted(layout.pki()),
                Map.of("max_lease_ttl", terms.authority().toSeconds())));
        all.add(login(layout.appRole(), "approle"));
        all.add(login(layout.cert(), "cert"));
        terms.cluster().ifPresent(cluster -> all.add(login(layout.kubernetes(), "kubernetes")));
        return all;
    }

    /** Everything else. */
    List<Wish> rest(String authorities) {
        var all = new ArrayList<Wish>();
        // Whoever writes says upon what: a lost update would be a lost key.
        all.add(Wish.of("store " + layout.kv(), layout.kv() + "/config",
                Map.of("cas_required", true, "max_versions", 0, "delete_version_after", "0s")));
        all.add(Wish.of("certificate login of " + OPERATOR, layout.certRole(OPERATOR), roles().certificateLogin(OPERATOR)));
        terms.servers().forEach((server, hosts) -> all.add(Wish.of("certificate role " + server, layout.pkiRole(server),
                roles().certificate(server, hosts))));
        terms.cluster().ifPresent(cluster -> {
            all.add(Wish.of("service account login", "auth/%s/config".formatted(layout.kubernetes()), Map.of("kubernetes_host",
                    cluster.host(), "kubernetes_ca_cert", cluster.authority(), "disable_local_ca_jwt", true)));
            all.add(Wish.of("service account login of " + PROVISIONER, layout.kubernetesRole(PROVISIONER),
                    roles().serviceAccount(PROVISIONER, cluster)));
        });
        admitted().forEach(service -> of(service, authorities, all));
        return all;
    }

    /** Those of the catalog that are not revoked. */
    Stream<ServiceName> admitted() {
        return wanted.services().stream().filter(service -> !wanted.revoked().contains(service));
    }

    /** Whether it is a tool or a server, which is nobody's service and never shut out as one. */
    boolean isReserved(ServiceName name) {
        return name.value().equals(OPERATOR) || name.value().equals(PROVISIONER) || terms.servers().containsKey(name.value());
    }

    /** What lets somebody in, as far as it is at a path of its own. */
    List<String> access(String name) {
        if (isReserved(new ServiceName(name)))
            return List.of();
        return Stream.concat(Stream.of(policyPath(name), layout.appRole(name), layout.certRole(name), layout.pkiRole(name)),
                terms.cluster().stream().map(any -> layout.kubernetesRole(name))).toList();
    }

    /** Folders of what lets somebody in, each with the names that have to be in it. */
    Map<String, Set<String>> folders() {
        var services = new ArrayList<>(wanted.services().stream().map(ServiceName::value).toList());
        var policies = new ArrayList<>(List.of(OPERATOR, PROVISIONER));
        policies.addAll(services);
        var issued = new ArrayList<>(terms.servers().keySet());
        issued.addAll(services);
        var certified = new ArrayList<>(List.of(OPERATOR));
        certified.addAll(services);
        var accounts = new ArrayList<>(List.of(PROVISIONER));
        accounts.addAll(services);
        var all = new LinkedHashMap<String, Set<String>>();
        all.put(policyFolder(), Set.copyOf(policies));
        all.put(layout.pki() + "/roles", Set.copyOf(issued));
        all.put("auth/%s/role".formatted(layout.appRole()), Set.copyOf(services));
        all.put("auth/%s/certs".formatted(layout.cert()), Set.copyOf(certified));
        terms.cluster().ifPresent(any -> all.put("auth/%s/role".formatted(layout.kubernetes()), Set.copyOf(accounts)));
        return all;
    }

    VaultMending authority() {
        return VaultMending.write("realm %s has no authority".formatted(layout.realm()), layout.pki() + "/root/generate/internal",
                Map.of("common_name", layout.realm() + " services", "exclude_cn_from_sans", true, "key_type", "ec", "key_bits",
                        256,
                        "max_path_length", 0, "ttl", terms.authority().toSeconds() + "s"));
    }

    private void of(ServiceName service, String authorities, List<Wish> all) {
        var name = service.value();
        all.add(policy(name, policies().service(wanted.contractOf(service))));
        all.add(new Wish("key " + layout.transitKey(name), layout.transitKey(name), layout.transitKey(name) + "/config",
                Map.of("type", "aes256-gcm96", "exportable", false, "allow_plaintext_backup", false, "derived", false),
                Map.of("deletion_allowed", false, "auto_rotate_period", 0)));
        all.add(Wish.of("certificate role " + name, layout.pkiRole(name), roles().certificate(name, roles().hosts(name))));
        all.add(new Wish("secret id login of " + name, layout.appRole(name), layout.appRole(name),
                Map.of("local_secret_ids", false),
                roles().appRole(name)));
        all.add(Wish.of("role id of " + name, layout.appRole(name) + "/role-id", Map.of("role_id", name)));
        all.add(Wish.of("certificate login of " + name, layout.certRole(name), roles().certificateLogin(name, authorities)));
        terms.cluster().ifPresent(cluster -> all.add(Wish.of("service account login of " + name, layout.kubernetesRole(name),
                roles().serviceAccount(name, cluster))));
    }

    private Wish policy(String name, List<Rule> rules) {
        return Wish.of("policy " + layout.policy(name), policyPath(name), Map.of("policy", Rule.text(rules)));
    }

    private static Wish mount(String mount, String type, Map<String, String> options) {
        return new Wish("mount " + mount, "sys/mounts/" + mount, "", Map.of("type", type, "options", options), Map.of());
    }

    private static Wish login(String mount, String type) {
        return new Wish("login " + mount, "sys/auth/" + mount, "", Map.of("type", type), Map.of());
    }

    private String policyPath(String name) {
        return "sys/policies/acl/" + layout.policy(name);
    }

    private String policyFolder() {
        return "sys/policies/acl/" + layout.realm();
    }

    private Policies policies() {
        return new Policies(layout);
    }

    private Roles roles() {
        return new Roles(layout, terms);
    }
}
