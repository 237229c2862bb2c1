package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.Realm;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityHealthTest {
    private final TestEstate estate = new TestEstate();

    @Test
    void isDownFromTheMomentTheCertificateExpires(@TempDir Path folder) {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        var identity = new CurrentIdentity(new LocalIdentity(folder, new Realm(TestEstate.REALM)).read());
        var end = identity.get().leaf().getNotAfter().toInstant();

        assertThat(new IdentityHealth(identity, InstantSource.fixed(end.minus(1, ChronoUnit.SECONDS))).health().getStatus())
                .isEqualTo(Status.UP);
        assertThat(new IdentityHealth(identity, InstantSource.fixed(end)).health().getStatus()).isEqualTo(Status.DOWN);
    }
}
