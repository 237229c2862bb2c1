package dev.gatehouse.identity;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class PeerTest {
    private final Certificates certificates = new Certificates();

    @Test
    void knowsAServiceByItsSpiffeId() {
        assertThat(peer("operator", "spiffe://local-test/operator")).isEqualTo(new Peer.Known(new ServiceName("operator")));
    }

    @Test
    void refusesACertificateWithoutSpiffeId() {
        assertThat(code(peer("operator"))).isEqualTo(PeerRefusal.NO_SPIFFE_ID);
    }

    @Test
    void refusesTwoSpiffeIds() {
        assertThat(code(peer("operator", "spiffe://local-test/operator", "spiffe://local-test/iot-ingest")))
                .isEqualTo(PeerRefusal.UNCLEAR_SPIFFE_ID);
    }

    @Test
    void refusesAnotherRealm() {
        assertThat(code(peer("operator", "spiffe://production/operator"))).isEqualTo(PeerRefusal.FOREIGN_REALM);
    }

    @Test
    void refusesACommonNameThatContradictsTheSpiffeId() {
        assertThat(code(peer("iot-ingest", "spiffe://local-test/operator"))).isEqualTo(PeerRefusal.CONTRADICTING_NAMES);
    }

    @Test
    void refusesASubjectWithMoreThanTheName() {
        var request = new CertificateRequest("operator", Optional.of("block-a"),
                List.of(URI.create("spiffe://local-test/operator")), List.of(), List.of(),
                Set.of(CertificateRequest.Use.CLIENT), Certificates.DAY);

        assertThat(code(Peer.of(certificates.platform.issue(request).certificate(), Certificates.REALM)))
                .isEqualTo(PeerRefusal.CONTRADICTING_NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://local-test/operator", "spiffe://local-test/a/operator", "spiffe://local-test/operator/",
            "spiffe://local-test:443/operator", "spiffe://local-test/operator?x", "spiffe://local-test/operator#x",
            "spiffe://x@local-test/operator", "SPIFFE://local-test/operator", "spiffe://LOCAL-TEST/operator",
            "spiffe://local-test/oper%61tor", "spiffe://local-test", "spiffe:local-test/operator"})
    void refusesEverythingButTheOneShape(String uri) {
        assertThat(code(peer("operator", uri))).isEqualTo(PeerRefusal.UNCLEAR_SPIFFE_ID);
    }

    private Peer peer(String name, String... uris) {
        return Peer.of(certificates.certificate(name, uris), Certificates.REALM);
    }

    private static PeerRefusal code(Peer peer) {
        assertThat(peer).isInstanceOf(Peer.Refused.class);
        return ((Peer.Refused) peer).code();
    }
}
