package dev.gatehouse.maintenance.fault;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Schemas;

import static org.assertj.core.api.Assertions.assertThat;

class FaultReportedTest {
    private static final String SCHEMA = "schemas/user-actions/fault-reported.v1.json";
    private static final FaultReported REPORTED = new FaultReported(new BlockName("block-a"), new DeviceId("device-1"));

    @Test
    void isReadAsItsOwnerWritesIt() {
        var payload = """
                {"reporter":"r-7","block":"block-a","device":"device-1","description":"It beeps."}""";

        Schemas.assertFits(payload, SCHEMA);
        assertThat(Schemas.event(payload, FaultReported.class)).isEqualTo(REPORTED);
    }

    @Test
    void isReadWithoutADevice() {
        var payload = """
                {"reporter":"r-7","block":"block-a","description":"The light in the hall is out."}""";

        Schemas.assertFits(payload, SCHEMA);
        assertThat(Schemas.event(payload, FaultReported.class)).isEqualTo(new FaultReported(new BlockName("block-a"), null));
    }

    @Test
    void printsNothingOfItsPayload() {
        assertThat(REPORTED).hasToString("FaultReported[redacted]");
    }
}
