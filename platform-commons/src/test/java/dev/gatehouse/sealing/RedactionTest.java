package dev.gatehouse.sealing;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static dev.gatehouse.sealing.Platform.INGEST;
import static dev.gatehouse.sealing.Platform.READINGS;
import static dev.gatehouse.sealing.Platform.SCHEDULER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What could reach a log shows neither payload nor key nor the value of a header. */
class RedactionTest {
    private static final String SECRET = "Zimmer-17-undicht";
    private final Platform platform = new Platform();
    private final SealedRecord record = platform.send(platform.ready(INGEST), READINGS, SECRET);

    @Test
    void aHeaderShowsItsNameOnly() {
        assertThat(Platform.header("ce_subject", SECRET)).hasToString("ce_subject");
    }

    @Test
    void aRecordShowsWhereItLiesOnly() {
        assertThat(record).hasToString("sensor-readings.v1-0@0");
    }

    @Test
    void anOpenedRecordShowsItsProducerOnly() {
        assertThat(platform.reader(SCHEDULER).open(record)).isInstanceOf(Verdict.Opened.class)
                .hasToString("opened, from iot-ingest");
    }

    @Test
    void aRefusalShowsNothingOfTheRecord() {
        var plaintext = Records.withValue(record, SECRET.getBytes(StandardCharsets.UTF_8));
        assertThat(platform.reader(SCHEDULER).open(plaintext)).asString().contains("PLAINTEXT").doesNotContain("Zimmer");
    }

    @Test
    void aSealedValueShowsNoPayload() {
        var sealing = platform.ready(INGEST).seal(READINGS, null, Platform.headers("1", INGEST),
                SECRET.getBytes(StandardCharsets.UTF_8));
        assertThat(sealing).asString().doesNotContain("Zimmer");
    }

    @Test
    void aGrantRecordShowsItsSizeAndTime() {
        assertThat(new GrantRecord(new byte[3], Platform.START)).hasToString("grant of 3 bytes, appended 2026-03-01T12:00:00Z");
    }

    @Test
    void aSessionKeyShowsNothing() {
        assertThat(new SessionKey(SECRET.getBytes(StandardCharsets.UTF_8))).hasToString("session key");
    }

    @Test
    void aSessionKeyCannotBeSerialized() throws Exception {
        try (var out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatThrownBy(() -> out.writeObject(new SessionKey(new byte[32]))).isInstanceOf(NotSerializableException.class);
        }
    }

    @Test
    void aSessionKeyIsWipedAndLendsNothingAfterwards() {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 9);
        var key = new SessionKey(bytes);
        assertThat(key.getEncoded()).isEqualTo(bytes).isNotSameAs(bytes);
        key.destroy();
        assertThat(bytes).containsOnly(0);
        assertThat(key.isDestroyed()).isTrue();
        assertThat(key.usable()).isFalse();
        assertThatThrownBy(key::getEncoded).isInstanceOf(IllegalStateException.class);
    }
}
