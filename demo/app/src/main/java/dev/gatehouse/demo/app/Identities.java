package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;

/**
 * Everybody's certificates, of authorities whose keys exist in this process alone and end with it: the services' and the
 * operator's, the devices', and some that must be refused.
 */
final class Identities {
    static final Duration LIFETIME = Duration.ofHours(24);
    static final String OPERATOR = "operator";
    static final String PROVISIONER = "provisioner";
    static final String STRANGER = "stranger";

    private final CertificateAuthority platform;
    private final CertificateAuthority devices;
    private final Map<String, PemIdentity> all = new LinkedHashMap<>();

    private Identities(CertificateAuthority platform, CertificateAuthority devices) {
        this.platform = platform;
        this.devices = devices;
    }

    static Identities issue(String realm, Iterable<String> services, Iterable<DeviceName> devices, Instant now) {
        var validity = Validity.of(LIFETIME, now);
        var made = new Identities(CertificateAuthority.create("Gatehouse demo services", validity),
                CertificateAuthority.create("Gatehouse demo devices", validity));
        Stream.of("broker", OPERATOR, PROVISIONER, STRANGER).forEach(name -> made.service(realm, name, validity));
        services.forEach(name -> made.service(realm, name, validity));
        devices.forEach(device -> made.all.put(device.id(),
                made.devices.issue(CertificateRequest.device(device.id(), device.block(), validity))));
        // The next three bear a name that would open a door, so that only what is wrong with them can close it.
        made.all.put("expired", made.platform.issue(CertificateRequest.service(realm, OPERATOR, Validity.expired(now))));
        made.all.put("foreign", CertificateAuthority.create("Somebody else", validity)
                .issue(CertificateRequest.service(realm, OPERATOR, validity)));
        made.all.put("server-only", made.platform.issue(CertificateRequest.serverOnly(OPERATOR, validity)));
        return made;
    }

    private void service(String realm, String name, Validity validity) {
        all.put(name, platform.issue(CertificateRequest.service(realm, name, validity)));
    }

    PemIdentity of(String name) {
        var identity = all.get(name);
        if (identity == null)
            throw new IllegalArgumentException("no certificate was issued for '" + name + "'");
        return identity;
    }

    /** PEM of the authority of services, broker and operator. */
    String authority() {
        return platform.certificatePem();
    }

    /** PEM of the authority of devices. */
    String deviceAuthority() {
        return devices.certificatePem();
    }

    /** Writes {@code <folder>/<name>/certificate.pem} and {@code key.pem} of each. */
    void write(Path folder) {
        all.forEach((name, identity) -> identity.write(folder.resolve(name)));
    }

    /** Names, in the order in which they were issued. */
    Iterable<String> names() {
        return all.keySet();
    }
}
