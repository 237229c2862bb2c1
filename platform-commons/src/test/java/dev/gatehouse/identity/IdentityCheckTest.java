package dev.gatehouse.identity;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.gatehouse.demo.estate.CertificateAuthority;
import dev.gatehouse.demo.estate.CertificateRequest.Use;
import dev.gatehouse.demo.estate.Validity;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static dev.gatehouse.identity.Certificates.DAY;
import static dev.gatehouse.identity.Certificates.NOW;
import static dev.gatehouse.identity.Certificates.REALM;
import static dev.gatehouse.identity.Certificates.SERVICE;
import static dev.gatehouse.identity.Certificates.named;
import static dev.gatehouse.identity.Certificates.request;
import static org.assertj.core.api.Assertions.assertThat;

class IdentityCheckTest {
    private static final String ID = "spiffe://local-test/iot-ingest";

    private final Certificates certificates = new Certificates();
    private final ServiceIdentity good = certificates.identity(named("iot-ingest", ID));

    @Test
    void findsNothingWrongWithAGoodIdentity() {
        assertThat(faults(good)).isEmpty();
    }

    @Test
    void refusesTheNameOfAnotherService() {
        assertThat(faults(certificates.identity(named("maintenance-scheduler", ID)))).containsExactly(IdentityFault.WRONG_NAME);
    }

    @Test
    void refusesACertificateWithoutSpiffeId() {
        assertThat(faults(certificates.identity(named("iot-ingest")))).containsExactly(IdentityFault.WRONG_SPIFFE_ID);
    }

    @Test
    void refusesASecondUriBesideTheRightOne() {
        assertThat(faults(certificates.identity(named("iot-ingest", ID, "spiffe://local-test/operator"))))
                .containsExactly(IdentityFault.WRONG_SPIFFE_ID);
    }

    @Test
    void refusesAnotherRealm() {
        var check = new IdentityCheck(new Realm("local-other"), SERVICE);

        assertThat(check.problems(good, NOW)).extracting(IdentityProblem::fault).containsExactly(IdentityFault.WRONG_REALM,
                IdentityFault.WRONG_SPIFFE_ID);
    }

    @Test
    void refusesWhatWasIssuedForAnotherServiceEvenIfTheFilesWereSwapped() {
        var swapped = new ServiceIdentity(REALM, new ServiceName("operator"), good.chain(), good.key(), good.peers(), Set.of());

        assertThat(faults(swapped)).containsExactly(IdentityFault.WRONG_NAME);
    }

    @Test
    void refusesAnExpiredCertificateAndSaysSoOnce() {
        var expired = certificates.identity(request("iot-ingest", EnumSet.allOf(Use.class), Validity.expired(NOW), ID));

        assertThat(faults(expired)).contains(IdentityFault.EXPIRED).doesNotContain(IdentityFault.WRONG_NAME);
    }

    @Test
    void refusesACertificateOfTomorrow() {
        assertThat(new IdentityCheck(REALM, SERVICE).problems(good, NOW.minus(Duration.ofHours(1))))
                .extracting(IdentityProblem::fault).containsExactly(IdentityFault.NOT_YET_VALID);
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() {
        var other = certificates.identity(named("iot-ingest", ID));

        assertThat(faults(new ServiceIdentity(REALM, SERVICE, good.chain(), other.key(), good.peers(), Set.of())))
                .containsExactly(IdentityFault.WRONG_KEY);
    }

    @Test
    void refusesAChainThatEndsAtAForeignAuthorityOfTheSameName() {
        var foreign = CertificateAuthority.create("platform", DAY).issue(named("iot-ingest", ID));

        assertThat(faults(Certificates.identity(foreign, certificates.platform))).containsExactly(IdentityFault.UNTRUSTED);
    }

    @Test
    void refusesACertificateForOneEndOnly() {
        assertThat(faults(certificates.identity(request("iot-ingest", EnumSet.of(Use.CLIENT), DAY, ID))))
                .containsExactly(IdentityFault.WRONG_USAGE);
    }

    @Test
    void refusesToTrustOneAuthorityForDevicesAndServices() {
        var shared = new ServiceIdentity(REALM, SERVICE, good.chain(), good.key(), good.peers(), good.peers());

        assertThat(faults(shared)).containsExactly(IdentityFault.SHARED_AUTHORITY);
    }

    @Test
    void reportsEverythingAtOnce() {
        assertThat(faults(certificates.identity(request("operator", EnumSet.of(Use.SERVER), DAY))))
                .containsExactly(IdentityFault.WRONG_NAME, IdentityFault.WRONG_SPIFFE_ID, IdentityFault.WRONG_USAGE);
    }

    @Test
    void countsTheTimeThatRemainsAndGoesBelowZero() {
        assertThat(good.remaining(NOW)).isEqualTo(Duration.ofHours(24));
        assertThat(good.remaining(NOW.plus(Duration.ofHours(25)))).isEqualTo(Duration.ofHours(-1));
    }

    @Test
    void neverShowsItsKey() {
        assertThat(good.toString()).isEqualTo("ServiceIdentity[spiffe://local-test/iot-ingest, until 2026-11-25T08:00:00Z]");
    }

    private static List<IdentityFault> faults(ServiceIdentity identity) {
        return new IdentityCheck(REALM, SERVICE).problems(identity, NOW).stream().map(IdentityProblem::fault).toList();
    }
}
