package dev.gatehouse.vault;

import java.nio.charset.StandardCharsets;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * Where everything of a realm lies in Vault. Each mount begins with the realm, so that several realms can share a server; the
 * realm's policies lie below its name for the same reason. Nobody else writes a path.
 */
public record VaultLayout(Realm realm) {
    /** In a path of a policy, any one segment. */
    public static final String ANY = "+";

    /** Of the authority that issues the certificates of services and of the servers around them. */
    public String pki() {
        return realm + "/pki";
    }

    /** What may be issued in this name. */
    public String pkiRole(String name) {
        return "%s/roles/%s".formatted(pki(), name);
    }

    /** Where a certificate request in this name is signed. */
    public String sign(String name) {
        return "%s/sign/%s".formatted(pki(), name);
    }

    /** The authorities of the realm, by id: one, and while it is renewed two. */
    public String issuers() {
        return pki() + "/issuers";
    }

    public String issuer(String id) {
        return "%s/issuer/%s".formatted(pki(), id);
    }

    /** Keys by which the services' seeds are sealed. */
    public String transit() {
        return realm + "/transit";
    }

    public String transitKey(String name) {
        return "%s/keys/%s".formatted(transit(), name);
    }

    public String encrypt(String name) {
        return "%s/encrypt/%s".formatted(transit(), name);
    }

    public String decrypt(String name) {
        return "%s/decrypt/%s".formatted(transit(), name);
    }

    /**
     * What a sealed pair of seeds is bound to, as transit's associated data: JSON without blanks, members in this order. No name
     * holds a character that would have to be escaped.
     *
     * @param version from 1
     */
    public byte[] associatedData(ServiceName service, int version) {
        return "{\"realm\":\"%s\",\"service\":\"%s\",\"version\":%d}".formatted(realm, service, version)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Of entries (KV version 2). */
    public String kv() {
        return realm + "/kv";
    }

    /** A folder for each service: its sealed seeds, an entry for each version. */
    public KvPath seeds() {
        return entry("seeds");
    }

    public KvPath seeds(ServiceName service, int version) {
        return seeds().child(service.value()).child(Integer.toString(version));
    }

    /** A folder for each service: its public keys, an entry for each version. */
    public KvPath directory() {
        return entry("directory");
    }

    public KvPath directory(ServiceName service, int version) {
        return directory().child(service.value()).child(Integer.toString(version));
    }

    /** An entry for each key id that counts no more. */
    public KvPath revocations() {
        return entry("revocations");
    }

    /** A folder for each service that was revoked: an entry for each time. */
    public KvPath bars() {
        return entry("bars");
    }

    /** A folder for each service that was reinstated: an entry for each bar that was lifted, of the same number. */
    public KvPath lifts() {
        return entry("lifts");
    }

    /** An entry for each service. */
    public KvPath contracts() {
        return entry("contracts");
    }

    public KvPath contract(ServiceName service) {
        return contracts().child(service.value());
    }

    /** An entry for each pseudonymous topic: the key of its pseudonyms. */
    public KvPath pseudonyms() {
        return entry("pseudonyms");
    }

    public KvPath pseudonyms(TopicName topic) {
        return pseudonyms().child(topic.value());
    }

    /** An entry for each name that was ever given to a service. */
    public KvPath reserved() {
        return entry("reserved");
    }

    public KvPath reserved(ServiceName service) {
        return reserved().child(service.value());
    }

    /** Where one logs in with a role and a secret id; the path for {@code sys/auth}. */
    public String appRole() {
        return realm + "/approle";
    }

    /** Where one logs in with the token of a service account; the path for {@code sys/auth}. */
    public String kubernetes() {
        return realm + "/kubernetes";
    }

    /** Where one logs in with a certificate; the path for {@code sys/auth}. */
    public String cert() {
        return realm + "/cert";
    }

    public String appRole(String name) {
        return "auth/%s/role/%s".formatted(appRole(), name);
    }

    public String kubernetesRole(String name) {
        return "auth/%s/role/%s".formatted(kubernetes(), name);
    }

    public String certRole(String name) {
        return "auth/%s/certs/%s".formatted(cert(), name);
    }

    /** Name of the policy of a service, of the operator or of the provisioner. A slash, which no name holds: no two realms meet. */
    public String policy(String name) {
        return "%s/%s".formatted(realm, name);
    }

    private KvPath entry(String path) {
        return new KvPath(kv(), path);
    }
}
