package dev.gatehouse.identity;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.demo.estate.CertificateRequest.Use;
import dev.gatehouse.demo.estate.PemIdentity;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Identities for tests, good and bad, as of a fixed instant. */
final class Certificates {
    static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    static final Realm REALM = new Realm("local-test");
    static final ServiceName SERVICE = new ServiceName("iot-ingest");
    static final Validity DAY = Validity.of(Duration.ofHours(24), NOW);

    final CertificateAuthority platform = CertificateAuthority.create("platform", DAY);

    static CertificateRequest request(String name, Set<Use> uses, Validity validity, String... uris) {
        return new CertificateRequest(name, Optional.empty(), Stream.of(uris).map(URI::create).toList(), List.of(), List.of(),
                uses, validity);
    }

    static CertificateRequest named(String name, String... uris) {
        return request(name, EnumSet.allOf(Use.class), DAY, uris);
    }

    X509Certificate certificate(String name, String... uris) {
        return platform.issue(named(name, uris)).certificate();
    }

    ServiceIdentity identity(CertificateRequest request) {
        return identity(platform.issue(request), platform);
    }

    static ServiceIdentity identity(PemIdentity pem, CertificateAuthority trusted) {
        return new ServiceIdentity(REALM, SERVICE, List.of(pem.certificate()), key(pem), Set.of(root(trusted)), Set.of());
    }

    static X509Certificate root(CertificateAuthority authority) {
        return new PemIdentity(authority.certificatePem(), "").certificate();
    }

    static PrivateKey key(PemIdentity pem) {
        try {
            var der = Base64.getMimeDecoder().decode(pem.key().replaceAll("-----[A-Z ]+-----", ""));
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
