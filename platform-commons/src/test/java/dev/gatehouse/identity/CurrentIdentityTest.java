package dev.gatehouse.identity;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CurrentIdentityTest {
    private final Certificates certificates = new Certificates();

    @Test
    void handsOutTheRenewedIdentity() {
        var renewed = certificates.identity(Certificates.named("iot-ingest"));
        var current = new CurrentIdentity(certificates.identity(Certificates.named("iot-ingest")));

        current.replaceWith(renewed);

        assertThat(current.get()).isSameAs(renewed);
    }
}
