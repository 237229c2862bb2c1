package dev.gatehouse.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.CertificateRequest.Use;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.demo.estate.VersionedFolder;

/** Authorities of one platform and of a foreign one, and everybody who may come along with a certificate. */
final class TestEstate {
    static final String REALM = "local-test";
    final Validity today = Validity.of(Duration.ofHours(24), Instant.now());

    final CertificateAuthority platform = CertificateAuthority.create("platform", today);
    final CertificateAuthority devices = CertificateAuthority.create("devices", today);
    final CertificateAuthority foreign = CertificateAuthority.create("platform", today);

    PemIdentity service(String name) {
        return platform.issue(CertificateRequest.service(REALM, name, today));
    }

    PemIdentity device(String id, String block) {
        return devices.issue(CertificateRequest.device(id, block, today));
    }

    PemIdentity withUris(String name, String... uris) {
        return platform.issue(new CertificateRequest(name, Optional.empty(), List.of(uris).stream().map(URI::create).toList(),
                List.of(), List.of(), EnumSet.allOf(Use.class), today));
    }

    /** Lays an identity into the folder of a service, as the platform does; the devices' authority comes with it. */
    void lay(Path folder, PemIdentity identity, Map<String, String> others) {
        var files = new HashMap<>(Map.of("certificate.pem", identity.certificates(), "key.pem", identity.key(), "ca.pem",
                platform.certificatePem(), "devices-ca.pem", devices.certificatePem(), "identity.json",
                "{\"format\":1,\"realm\":\"%s\",\"service\":\"iot-ingest\"}".formatted(REALM)));
        files.putAll(others);
        new VersionedFolder(folder.resolve("identity")).write(files);
    }
}
