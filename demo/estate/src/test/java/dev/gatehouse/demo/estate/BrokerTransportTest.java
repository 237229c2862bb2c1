package dev.gatehouse.demo.estate;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who may not even connect. Under TLS 1.3 a client believes itself connected until it reads, so each test asks something. */
class BrokerTransportTest {
    private final Estate estate = Estate.shared();

    @Test
    void answersAnyIdentityOfItsAuthority() throws Exception {
        assertThat(clusterIdSeenBy(estate.clientProperties("anybody"))).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({"the controller's port, 1", "the port for everybody, 0"})
    void refusesAClientWithoutACertificate(String port, int offset) {
        var bootstrap = "localhost:" + (estate.broker().settings().port() + offset);

        assertRefused(KafkaClients.anonymous(bootstrap, estate.authority().certificatePem()));
    }

    @Test
    void refusesAnExpiredCertificate() {
        var expired = CertificateRequest.service(estate.realm(), "operator", Validity.expired(Instant.now()));

        assertRefused(estate.clientProperties(estate.authority().issue(expired)));
    }

    @Test
    void refusesTheOperatorsNameOnACertificateOfAForeignAuthority() {
        var foreign = CertificateRequest.service(estate.realm(), "operator", estate.validity());

        assertRefused(estate.clientProperties(estate.foreignAuthority().issue(foreign)));
    }

    @Test
    void refusesADevice() {
        var device = CertificateRequest.device("device-1", "block-a", estate.validity());

        assertRefused(estate.clientProperties(estate.deviceAuthority().issue(device)));
    }

    @Test
    void refusesACertificateThatIsForServersOnly() {
        var serverOnly = CertificateRequest.serverOnly("operator", estate.validity());

        assertRefused(estate.clientProperties(estate.authority().issue(serverOnly)));
    }

    @Test
    void refusesTls12EvenFromTheOperator() {
        var old = estate.clientProperties("operator");
        old.putAll(Map.of("ssl.protocol", "TLSv1.2", "ssl.enabled.protocols", "TLSv1.2"));

        assertRefused(old);
    }

    @Test
    void disconnectsASubjectThatHasMoreThanACommonName() {
        var lookAlike = new CertificateRequest("operator", Optional.of("block-a"), List.of(), List.of(), List.of(),
                EnumSet.allOf(CertificateRequest.Use.class), estate.validity());

        assertThatThrownBy(() -> clusterIdSeenBy(estate.clientProperties(estate.authority().issue(lookAlike))))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    private static void assertRefused(Map<String, Object> properties) {
        assertThatThrownBy(() -> clusterIdSeenBy(properties)).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    private static String clusterIdSeenBy(Map<String, Object> properties) throws Exception {
        properties.putAll(Map.of("default.api.timeout.ms", 3000, "request.timeout.ms", 2000));
        try (var admin = Admin.create(properties)) {
            return admin.describeCluster().clusterId().get();
        }
    }
}
