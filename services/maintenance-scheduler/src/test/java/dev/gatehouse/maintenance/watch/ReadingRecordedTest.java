package dev.gatehouse.maintenance.watch;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingRecordedTest {
    private static final ReadingRecorded RECORDED = new ReadingRecorded(new DeviceId("device-1"), new BlockName("block-a"), 21.5);

    @Test
    void isReadAsItsOwnerWritesIt() {
        var payload = """
                {"device":"device-1","block":"block-a","boot":"b-1","sequence":7,"at":"2026-01-01T12:00:00Z","celsius":21.5}""";

        Schemas.assertFits(payload, "schemas/iot-ingest/reading-recorded.v1.json");
        assertThat(Schemas.event(payload, ReadingRecorded.class)).isEqualTo(RECORDED);
    }

    @Test
    void printsNothingOfItsPayload() {
        assertThat(RECORDED).hasToString("ReadingRecorded[redacted]");
    }
}
