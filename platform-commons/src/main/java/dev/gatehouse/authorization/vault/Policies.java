package dev.gatehouse.authorization.vault;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.gatehouse.authorization.vault.Rule.Verb;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.vault.KvPath;
import dev.gatehouse.vault.VaultLayout;

import static dev.gatehouse.authorization.vault.Rule.Verb.CREATE;
import static dev.gatehouse.authorization.vault.Rule.Verb.DELETE;
import static dev.gatehouse.authorization.vault.Rule.Verb.LIST;
import static dev.gatehouse.authorization.vault.Rule.Verb.READ;
import static dev.gatehouse.authorization.vault.Rule.Verb.SUDO;
import static dev.gatehouse.authorization.vault.Rule.Verb.UPDATE;
import static dev.gatehouse.vault.VaultLayout.ANY;

/** Who may do what in a realm of a Vault; what is not here is refused. */
record Policies(VaultLayout layout) {
    /** Creates, but never changes: a version of a key is what it was made. */
    private static final Verb[] ONCE = {CREATE, READ};

    /** Its own certificate, its own seeds and contract, its own entries of the directory; of others what they publish. */
    List<Rule> service(Contract contract) {
        var name = contract.service().value();
        var rules = new ArrayList<Rule>();
        rules.add(signing(name));
        rules.add(Rule.of(layout.encrypt(name), UPDATE));
        rules.add(Rule.of(layout.decrypt(name), UPDATE));
        rules.add(Rule.of(layout.seeds().child(name).child(ANY).data(), ONCE));
        rules.add(names(layout.seeds().child(name)));
        rules.add(Rule.of(layout.directory().child(name).child(ANY).data(), ONCE));
        rules.addAll(publicFolder(layout.directory(), READ));
        rules.addAll(revocations(READ));
        rules.add(Rule.of(layout.contract(contract.service()).data(), READ));
        for (var topic : contract.written())
            if (topic.key() == KeyKind.PSEUDONYMOUS)
                rules.add(Rule.of(layout.pseudonyms(topic.topic()).data(),
                        topic.owner().equals(contract.service()) ? ONCE : new Verb[]{READ}));
        return rules;
    }

    /** Nothing but a request and the service's own name: neither other names beside the request's nor another end. */
    private Rule signing(String name) {
        return new Rule(layout.sign(name), Set.of(UPDATE), Map.of("csr", List.of(), "common_name", List.of(name),
                "exclude_cn_from_sans", List.of(), "format", List.of()), false);
    }

    /** Whoever applies a catalog: makes the realm as it wants it, and opens and issues nothing. Could give itself more, which shows. */
    List<Rule> provisioner() {
        var rules = new ArrayList<Rule>();
        var realm = layout.realm();
        rules.add(Rule.of("sys/mounts/%s/+".formatted(realm), CREATE, READ, UPDATE));
        rules.add(Rule.of("sys/mounts/%s/+/tune".formatted(realm), READ, UPDATE));
        rules.add(Rule.of("sys/auth/%s/+".formatted(realm), CREATE, READ, UPDATE, SUDO));
        rules.add(Rule.of("sys/audit", READ, SUDO));
        rules.addAll(folder("sys/policies/acl/" + realm));
        rules.addAll(folder(layout.pki() + "/roles"));
        rules.add(Rule.of(layout.issuers() + "/", LIST));
        rules.add(Rule.of(layout.issuer(ANY), READ));
        rules.add(Rule.of(layout.pki() + "/root/generate/internal", UPDATE));
        rules.add(Rule.of(layout.transitKey(ANY), CREATE, READ, UPDATE));
        rules.add(Rule.of(layout.transitKey(ANY) + "/config", UPDATE));
        rules.add(Rule.of(layout.kv() + "/config", CREATE, READ, UPDATE));
        rules.addAll(folder("auth/%s/role".formatted(layout.appRole())));
        rules.add(Rule.of(layout.appRole(ANY) + "/role-id", READ, UPDATE));
        rules.addAll(folder("auth/%s/certs".formatted(layout.cert())));
        rules.addAll(folder("auth/%s/role".formatted(layout.kubernetes())));
        rules.add(Rule.of("auth/%s/config".formatted(layout.kubernetes()), CREATE, READ, UPDATE));
        for (var entries : List.of(layout.contracts(), layout.reserved())) {
            rules.add(Rule.of(entries.child(ANY).data(), CREATE, READ, UPDATE));
            rules.add(names(entries));
        }
        rules.addAll(publicFolder(layout.bars(), READ));
        rules.addAll(publicFolder(layout.lifts(), READ));
        return rules;
    }

    /** The people who run the platform: revoke, let servers and services in, destroy what was revoked. Opens nothing either. */
    List<Rule> operator(Collection<String> servers) {
        var rules = new ArrayList<>(provisioner());
        rules.removeAll(publicFolder(layout.bars(), READ));
        rules.removeAll(publicFolder(layout.lifts(), READ));
        rules.addAll(revocations(ONCE));
        rules.addAll(publicFolder(layout.directory(), READ));
        rules.add(names(layout.seeds()));
        rules.add(names(layout.seeds().child(ANY)));
        rules.add(Rule.of(layout.seeds().child(ANY).child(ANY).destroy(), UPDATE));
        rules.add(Rule.of(layout.contracts().child(ANY).metadata(), DELETE));
        rules.add(Rule.of(layout.transitKey(ANY) + "/rotate", UPDATE));
        rules.add(new Rule(layout.appRole(ANY) + "/secret-id", Set.of(UPDATE), Map.of(), true));
        servers.stream().sorted().forEach(server -> rules.add(Rule.of(layout.sign(server), UPDATE)));
        rules.add(Rule.of("sys/seal", UPDATE, SUDO));
        return rules;
    }

    private List<Rule> revocations(Verb... verbs) {
        var rules = new ArrayList<Rule>();
        rules.add(Rule.of(layout.revocations().child(ANY).data(), verbs));
        rules.add(names(layout.revocations()));
        rules.addAll(publicFolder(layout.bars(), verbs));
        rules.addAll(publicFolder(layout.lifts(), verbs));
        return rules;
    }

    /** Entries {@code <folder>/<service>/<number>}, and the names in both folders. */
    private static List<Rule> publicFolder(KvPath folder, Verb... verbs) {
        return List.of(Rule.of(folder.child(ANY).child(ANY).data(), verbs), names(folder), names(folder.child(ANY)));
    }

    private static Rule names(KvPath folder) {
        return Rule.of(folder.metadata() + "/", LIST);
    }

    private static List<Rule> folder(String path) {
        return List.of(Rule.of(path + "/" + ANY, CREATE, READ, UPDATE, DELETE), Rule.of(path + "/", LIST));
    }
}
