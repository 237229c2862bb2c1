package dev.gatehouse.useractions.action;

import org.junit.jupiter.api.Test;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.Person;
import dev.gatehouse.names.PersonId;
import dev.gatehouse.test.Schemas;

import static dev.gatehouse.useractions.Residents.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

class FaultReportedTest {
    private static final String SCHEMA = "schemas/fault-reported.v1.json";

    @Test
    void fitsItsSchema() {
        var report = new FaultReport(new DeviceId("device-1"), "It beeps.");

        Schemas.assertFits(Schemas.payload(FaultReported.of(ANNA, report)), SCHEMA);
    }

    @Test
    void fitsItsSchemaWithTheMostExtremeReportsThatAreTaken() {
        var person = new Person(new PersonId("7" + "@".repeat(254)), new BlockName("b".repeat(63)));
        var report = new FaultReport(null, "\ud83d\udca7".repeat(1000));

        Schemas.assertFits(Schemas.payload(FaultReported.of(person, report)), SCHEMA);
    }

    @Test
    void printsNothingOfItsPayload() {
        assertThat(FaultReported.of(ANNA, new FaultReport(null, "It beeps."))).hasToString("FaultReported[redacted]");
    }
}
