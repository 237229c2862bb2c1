package dev.gatehouse.authorization.vault;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import dev.gatehouse.demo.estate.SharedVault;
import dev.gatehouse.identity.Peer;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything that the oven could ask of the authority, by the role's settings alone and by the oven's own policy. */
@EnabledIf(value = "dev.gatehouse.demo.estate.SharedVault#isThere", disabledReason = SharedVault.ABSENT)
class BadRequestsTest {
    /** As the broker maps a certificate's subject to a principal; what does not match is nobody. */
    private static final Pattern BROKER = Pattern.compile("^CN=([a-z][a-z0-9-]{0,62})$");
    /** As PostgreSQL does, exactly; any common name of the subject could be the one. No role has a name that no service could have. */
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=([a-z][a-z0-9-]{0,62})(?=$|[,+])");

    @BeforeAll
    static void apply() {
        try (var operator = VaultKitchen.operator()) {
            assertThat(VaultKitchen.reconciler(operator).apply(done -> {})).isEmpty();
        }
    }

    @Test
    void aGoodRequestIsSignedForTheServiceAndForNoLongerThanItsTerm() throws Exception {
        var answer = Tester.RAW.send(Tester.token("oven"), "POST", VaultKitchen.LAYOUT.sign("oven"),
                BadRequest.good("good").body());

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        var certificate = parse(answer.data().path("certificate").asString());
        assertThat(Peer.of(certificate, VaultKitchen.REALM)).isEqualTo(new Peer.Known(new ServiceName("oven")));
        assertThat(certificate.getSubjectX500Principal().getName()).matches(BROKER);
        assertThat(problems(certificate)).isEmpty();
    }

    @Test
    void noBadRequestYieldsACertificateThatAVerifierTakesForSomebodyElseOrForLonger() throws Exception {
        var wrong = new ArrayList<String>();
        var signed = new ArrayList<String>();
        for (var bad : BadRequest.all()) {
            var answer = Tester.sign("oven", bad.body());
            assertThat(answer.status()).as("%s: %s", bad.what(), answer.body()).isIn(200, 400, 500);
            if (answer.status() != 200)
                continue;
            signed.add(bad.what());
            problems(parse(answer.data().path("certificate").asString()))
                    .forEach(problem -> wrong.add(bad.what() + ": " + problem));
        }

        System.out.printf("Vault: %d bad requests at a role: %d refused, %d signed without what was bad: %s%n",
                BadRequest.all().size(),
                BadRequest.all().size() - signed.size(), signed.size(), signed);
        assertThat(BadRequest.all()).hasSizeGreaterThanOrEqualTo(30);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aServicesOwnPolicyRefusesEveryParameterThatIsNotItsOwnName() throws Exception {
        var oven = Tester.token("oven");
        var wrong = new ArrayList<String>();
        int refused = 0;
        for (var bad : BadRequest.all()) {
            var answer = Tester.RAW.send(oven, "POST", VaultKitchen.LAYOUT.sign("oven"), bad.body());
            if (answer.status() != 200)
                refused++;
            else
                problems(parse(answer.data().path("certificate").asString()))
                        .forEach(problem -> wrong.add(bad.what() + ": " + problem));
            if (!List.of("common_name", "exclude_cn_from_sans").containsAll(bad.parameters().keySet())
                    || !"oven".equals(bad.parameters().getOrDefault("common_name", "oven")))
                assertThat(answer.status()).as(bad.what()).isEqualTo(403);
        }

        System.out.printf("Vault: %d bad requests by a service: %d refused%n", BadRequest.all().size(), refused);
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodySignsInTheNameOfAnother() {
        var good = BadRequest.good("good").body();

        assertThat(Tester.RAW.send(Tester.token("sink"), "POST", VaultKitchen.LAYOUT.sign("oven"), good).status()).isEqualTo(403);
        assertThat(Tester.RAW.send(Tester.token("operator"), "POST", VaultKitchen.LAYOUT.sign("oven"), good).status())
                .isEqualTo(403);
        assertThat(Tester.RAW.send(Tester.token("oven"), "POST", "estate-test/pki/sign-verbatim/oven", good).status())
                .isEqualTo(403);
        assertThat(Tester.RAW.send(Tester.token("oven"), "POST", "estate-test/pki/issue/oven", good).status()).isEqualTo(403);
    }

    /** What some verifier would take the holder for, if it is anything but the oven now. */
    private static List<String> problems(X509Certificate certificate) throws GeneralSecurityException {
        var problems = new ArrayList<String>();
        var subject = certificate.getSubjectX500Principal().getName();
        var principal = BROKER.matcher(subject);
        if (principal.matches() && !principal.group(1).equals("oven"))
            problems.add("principal " + principal.group(1));
        COMMON_NAME.matcher(subject).results().map(match -> match.group(1)).filter(role -> !role.equals("oven"))
                .forEach(role -> problems.add("role " + role));
        if (Peer.of(certificate, VaultKitchen.REALM) instanceof Peer.Known(var service) && !service.value().equals("oven"))
            problems.add("peer " + service);
        var names = certificate.getSubjectAlternativeNames();
        if (names != null)
            for (var name : names)
                if (!List.of(BadRequest.OWN, "oven").contains(String.valueOf(name.get(1))))
                    problems.add("name " + name);
        if (certificate.getBasicConstraints() >= 0 || certificate.getKeyUsage()[5])
            problems.add("an authority");
        if (certificate.getNotAfter().toInstant().isAfter(Instant.now().plus(Duration.ofMinutes(10))))
            problems.add("until " + certificate.getNotAfter());
        if (certificate.getNotBefore().toInstant().isBefore(Instant.now().minusSeconds(120)))
            problems.add("from " + certificate.getNotBefore());
        return problems;
    }

    private static X509Certificate parse(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
