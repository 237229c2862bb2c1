package dev.gatehouse.demo.estate;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.250Z");
    private static final Validity DAY = Validity.of(Duration.ofHours(24), NOW);
    private static final String CLIENT = "1.3.6.1.5.5.7.3.2";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";

    private final CertificateAuthority authority = CertificateAuthority.create("Authority", DAY);

    @Test
    void namesAServiceByOneCommonNameAndItsSpiffeId() throws Exception {
        var certificate = service("iot-ingest").certificate();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=iot-ingest");
        assertThat(names(certificate)).containsExactlyInAnyOrder("spiffe://local-demo/iot-ingest", "localhost", "iot-ingest",
                "127.0.0.1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactlyInAnyOrder(CLIENT, SERVER);
    }

    @Test
    void namesADeviceByItsBlockAndGivesItNoSpiffeId() throws Exception {
        var certificate = authority.issue(CertificateRequest.device("device-1", "block-a", DAY)).certificate();

        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=device-1,OU=block-a");
        assertThat(certificate.getSubjectAlternativeNames()).isNull();
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT);
    }

    @Test
    void marksACertificateForServersOnly() throws Exception {
        var certificate = authority.issue(CertificateRequest.serverOnly("iot-ingest", DAY)).certificate();

        assertThat(certificate.getExtendedKeyUsage()).containsExactly(SERVER);
    }

    @Test
    void lastsAsLongAsAskedInWholeSeconds() {
        var certificate = service("iot-ingest").certificate();

        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(Instant.parse("2026-11-24T07:59:30Z")));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(Instant.parse("2026-11-25T08:00:00Z")));
    }

    @Test
    void followsTheProfileOfRfc5280() throws Exception {
        var leaf = service("iot-ingest").certificate();
        var root = PemIdentity.parse(authority.certificatePem());

        assertThat(leaf.getCriticalExtensionOIDs()).containsExactlyInAnyOrder(Extension.basicConstraints.getId(),
                Extension.keyUsage.getId());
        assertThat(leaf.getBasicConstraints()).as("not an authority").isEqualTo(-1);
        assertThat(root.getBasicConstraints()).as("no authority below it").isZero();
        assertThat(root.getKeyUsage()).as("signs certificates and revocation lists, nothing else")
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(issuerKey(leaf)).isEqualTo(ownKey(root)).isEqualTo(issuerKey(root)).isNotEqualTo(ownKey(leaf));
    }

    @Test
    void givesEachCertificateARandomSerialOf128Bits() {
        var serials = List.of(service("a"), service("a"), service("a")).stream()
                .map(identity -> identity.certificate().getSerialNumber()).toList();

        assertThat(serials).doesNotHaveDuplicates()
                .allSatisfy(serial -> assertThat(serial.bitLength()).isBetween(96, 128))
                .allSatisfy(serial -> assertThat(serial.signum()).isPositive());
    }

    @Test
    void isTrustedByItsOwnRootAndByNoOtherOfTheSameName() {
        var leaf = service("iot-ingest").certificate();
        var other = CertificateAuthority.create("Authority", DAY);

        assertThatCode(() -> validate(leaf, authority)).doesNotThrowAnyException();
        assertThatThrownBy(() -> validate(leaf, other)).hasMessageContaining("trust anchor");
    }

    @Test
    void writesTheChainLeafFirst() throws Exception {
        var identity = service("iot-ingest");

        assertThat(chain(identity)).containsExactly(identity.certificate(), PemIdentity.parse(authority.certificatePem()));
    }

    @Test
    void issuesUnderTheSameRootAfterItWasSavedAndLoaded(@TempDir Path folder) {
        authority.save(folder);
        var loaded = CertificateAuthority.load(folder);

        var leaf = loaded.issue(CertificateRequest.service("local-demo", "iot-ingest", DAY)).certificate();

        assertThatCode(() -> validate(leaf, authority)).doesNotThrowAnyException();
    }

    @Test
    void keepsItsKeyForItsOwnerAlone(@TempDir Path folder) throws Exception {
        authority.save(folder.resolve("ca"));

        assertThat(mode(folder.resolve("ca"))).isEqualTo("rwx------");
        assertThat(mode(folder.resolve("ca/key.pem"))).isEqualTo("rw-------");
    }

    @Test
    void keepsAHostileCommonNameInOnePart() {
        var hostile = new CertificateRequest("x,CN=operator", Optional.empty(), List.of(), List.of(), List.of(),
                Set.of(CertificateRequest.Use.CLIENT), DAY);

        var subject = authority.issue(hostile).certificate().getSubjectX500Principal();

        assertThat(subject.getName()).isEqualTo("CN=x\\,CN\\=operator");
    }

    @Test
    void showsNoKeyInItsText() {
        var identity = service("iot-ingest");

        assertThat(identity.toString()).contains("CN=iot-ingest").doesNotContain(identity.key().lines().toList().get(1));
    }

    private PemIdentity service(String name) {
        return authority.issue(CertificateRequest.service("local-demo", name, DAY));
    }

    private static List<String> names(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream().map(name -> (String) name.get(1)).toList();
    }

    private static byte[] issuerKey(X509Certificate certificate) throws Exception {
        var extensions = new JcaX509CertificateHolder(certificate).getExtensions();
        return AuthorityKeyIdentifier.fromExtensions(extensions).getKeyIdentifierOctets();
    }

    private static byte[] ownKey(X509Certificate certificate) throws Exception {
        return SubjectKeyIdentifier.fromExtensions(new JcaX509CertificateHolder(certificate).getExtensions()).getKeyIdentifier();
    }

    private static void validate(X509Certificate leaf, CertificateAuthority authority) throws Exception {
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(PemIdentity.parse(authority.certificatePem()), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    private static List<Certificate> chain(PemIdentity identity) throws Exception {
        var text = new ByteArrayInputStream(identity.certificates().getBytes(StandardCharsets.US_ASCII));
        return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(text));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
