package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;

/**
 * Everybody's certificates, of authorities whose keys exist in this process alone and end with it: the services' and the
 * operator's, the issuer's, the devices', and some that must be refused. All but the last are renewed. Safe for many threads.
 */
final class Identities {
    static final String OPERATOR = "operator";
    static final String PROVISIONER = "provisioner";
    static final String STRANGER = "stranger";
    static final String ISSUER = "issuer";
    /** Longer than anybody lets the demo run. */
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(90);

    private final CertificateAuthority platform;
    private final CertificateAuthority deviceAuthority;
    private final String realm;
    private final List<String> services;
    private final List<DeviceName> devices;
    private final Duration life;
    private volatile Map<String, PemIdentity> all = Map.of();

    private Identities(String realm, List<String> services, List<DeviceName> devices, Duration life, Validity authorities) {
        this.platform = CertificateAuthority.create("Gatehouse demo services", authorities);
        this.deviceAuthority = CertificateAuthority.create("Gatehouse demo devices", authorities);
        this.realm = realm;
        this.services = services;
        this.devices = devices;
        this.life = life;
    }

    /** @param life of each certificate that is renewed */
    static Identities issue(String realm, Iterable<String> services, Iterable<DeviceName> devices, Duration life, Instant now) {
        var lasting = Validity.of(AUTHORITY_LIFE, now);
        var named = Stream
                .concat(Stream.of(Platform.BROKER, Platform.DATABASE, OPERATOR, PROVISIONER, STRANGER), stream(services))
                .toList();
        var made = new Identities(realm, named, stream(devices).toList(), life, lasting);
        made.renew(now);
        // The next three bear a name that would open a door, so that only what is wrong with them can close it.
        var refused = new LinkedHashMap<>(made.all);
        refused.put("expired", made.platform.issue(CertificateRequest.service(realm, OPERATOR, Validity.expired(now))));
        refused.put("foreign", CertificateAuthority.create("Somebody else", lasting)
                .issue(CertificateRequest.service(realm, OPERATOR, lasting)));
        refused.put("server-only", made.platform.issue(CertificateRequest.serverOnly(OPERATOR, lasting)));
        made.all = refused;
        return made;
    }

    /** New keys and certificates for everybody who is not to be refused. */
    void renew(Instant now) {
        var validity = Validity.of(life, now);
        var fresh = new LinkedHashMap<>(all);
        services.forEach(name -> fresh.put(name, platform.issue(CertificateRequest.service(realm, name, validity))));
        fresh.put(ISSUER, platform.issue(CertificateRequest.serverOnly(ISSUER, validity)));
        devices.forEach(device -> fresh.put(device.id(),
                deviceAuthority.issue(CertificateRequest.device(device.id(), device.block(), validity))));
        all = fresh;
    }

    /** Of a certificate that is renewed. */
    Duration life() {
        return life;
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
        return deviceAuthority.certificatePem();
    }

    /** Writes {@code <folder>/<name>/certificate.pem} and {@code key.pem} of each. */
    void write(Path folder) {
        all.forEach((name, identity) -> identity.write(folder.resolve(name)));
    }

    /** Names, in the order in which they were issued. */
    Iterable<String> names() {
        return all.keySet();
    }

    private static <T> Stream<T> stream(Iterable<T> things) {
        return StreamSupport.stream(things.spliterator(), false);
    }
}
