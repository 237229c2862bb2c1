package dev.gatehouse.autoconfigure;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import dev.gatehouse.identity.CurrentIdentity;
import dev.gatehouse.identity.IdentityCheck;
import dev.gatehouse.identity.RotatingIdentity;
import dev.gatehouse.identity.local.LocalIdentity;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityHealthTest {
    private static final Realm REALM = new Realm(TestEstate.REALM);
    private final TestEstate estate = new TestEstate();

    @TempDir
    private Path folder;
    private CurrentIdentity current;
    private RotatingIdentity rotating;
    private Instant end;

    @BeforeEach
    void lay() {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        var source = new LocalIdentity(folder, REALM);
        current = new CurrentIdentity(source.read());
        end = current.get().leaf().getNotAfter().toInstant();
        rotating = new RotatingIdentity(source, new IdentityCheck(REALM, new ServiceName("iot-ingest")), current, next -> {},
                alarm -> {});
    }

    @Test
    void isUpWhileThereIsTime() {
        assertThat(at(end.minusSeconds(7200)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void takesTheServiceOutBeforeTheCertificateExpires() {
        assertThat(at(end.minusSeconds(3600)).getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
    }

    @Test
    void isDownFromTheMomentTheCertificateExpires() {
        assertThat(at(end).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void tellsHowOftenItWasRenewedAndWhatFailedLast() {
        estate.lay(folder, estate.service("iot-ingest"), Map.of());
        rotating.look(Instant.now());
        estate.lay(folder, estate.service("operator"), Map.of());
        rotating.look(Instant.now());

        var details = at(Instant.now()).getDetails();

        assertThat(details).containsEntry("rotations", 1L).containsEntry("failures", 1L)
                .containsEntry("serial", current.get().leaf().getSerialNumber().toString(16));
        assertThat(details.get("lastFailure")).asString().contains("WRONG_NAME");
    }

    private Health at(Instant now) {
        return new IdentityHealth(current, rotating, InstantSource.fixed(now)).health();
    }
}
