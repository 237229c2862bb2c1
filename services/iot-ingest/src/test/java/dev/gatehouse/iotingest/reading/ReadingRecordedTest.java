package dev.gatehouse.iotingest.reading;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingRecordedTest {
    private static final ReadingRecorded RECORDED = new ReadingRecorded(new DeviceId("device-1"), new BlockName("block-a"), "b-1",
            7,
            Instant.parse("2026-01-01T00:00:00Z"), 21.5);

    @Test
    void fitsItsSchema() {
        Schemas.assertFits(Schemas.payload(RECORDED), "schemas/reading-recorded.v1.json");
    }

    @Test
    void fitsItsSchemaWithTheMostExtremeReadingsThatAreTaken() {
        var device = new Device(RECORDED.device(), RECORDED.block());
        var cold = new Reading("!".repeat(64), Long.MAX_VALUE, Instant.parse("9999-12-31T23:59:59.999999999Z"), -273.15);
        var hot = new Reading("~", 0, Instant.EPOCH, 10_000);

        Schemas.assertFits(Schemas.payload(ReadingRecorded.of(device, cold)), "schemas/reading-recorded.v1.json");
        Schemas.assertFits(Schemas.payload(ReadingRecorded.of(device, hot)), "schemas/reading-recorded.v1.json");
    }

    @Test
    void printsNothingOfItsPayload() {
        assertThat(RECORDED).hasToString("ReadingRecorded[redacted]");
    }
}
