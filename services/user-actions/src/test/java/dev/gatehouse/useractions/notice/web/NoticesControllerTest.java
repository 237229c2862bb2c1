package dev.gatehouse.useractions.notice.web;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.Person;
import dev.gatehouse.test.Api;
import dev.gatehouse.useractions.notice.Notice;
import dev.gatehouse.useractions.notice.Notice.State;
import dev.gatehouse.useractions.notice.TestNoted;

import static dev.gatehouse.useractions.Residents.ANNA;
import static dev.gatehouse.useractions.Residents.BERT;
import static dev.gatehouse.useractions.Residents.BLOCK_A;
import static org.assertj.core.api.Assertions.assertThat;

class NoticesControllerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Notice.Opening OPENING = new Notice.Opening(NOON, "fault-report", new EventId("report"));
    private static final Notice DONE = new Notice(new UUID(0, 1), BLOCK_A, new DeviceId("device-1"), State.DONE, null, NOON,
            TOMORROW);
    private static final Notice CANCELLED = new Notice(new UUID(0, 2), BLOCK_A, null, State.CANCELLED, null, null, TOMORROW);
    private static final Notice SCHEDULED = new Notice(new UUID(0, 3), BLOCK_A, null, State.SCHEDULED, OPENING, TOMORROW, null);
    private static final Notice OPEN = new Notice(new UUID(0, 4), BLOCK_A, null, State.OPENED, OPENING, null, null);

    @Test
    void showsAResidentWhatIsGoingOnInTheOwnBlock() {
        assertThat(api(ANNA).get().uri("/notices")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"block":"block-a","notices":[
                 {"workOrder":"00000000-0000-0000-0000-000000000004","state":"opened","reason":"fault-report",
                  "opened":"2026-01-01T12:00:00Z","cause":"report"},
                 {"workOrder":"00000000-0000-0000-0000-000000000003","state":"scheduled","reason":"fault-report",
                  "opened":"2026-01-01T12:00:00Z","cause":"report","visit":"2026-01-02T12:00:00Z"},
                 {"workOrder":"00000000-0000-0000-0000-000000000002","state":"cancelled","cancelled":"2026-01-02T12:00:00Z"},
                 {"workOrder":"00000000-0000-0000-0000-000000000001","device":"device-1","state":"done",
                  "visit":"2026-01-01T12:00:00Z","done":"2026-01-02T12:00:00Z"}]}""");
    }

    @Test
    void showsAResidentNothingOfOtherBlocksWhateverIsAskedFor() {
        assertThat(api(BERT).get().uri("/notices?block=block-a")).hasStatusOk().bodyJson()
                .isStrictlyEqualTo("{\"block\":\"block-b\",\"notices\":[]}");
    }

    @Test
    void refusesToAnswerInWhatItDoesNotSpeak() {
        assertThat(api(ANNA).get().uri("/notices").accept(MediaType.APPLICATION_XML)).hasStatus(406);
    }

    @Test
    void asksToComeBackWhenTheDatabaseIsDown() {
        var anna = api(ANNA);

        TestNoted.DATABASE.whileDown(
                () -> assertThat(anna.get().uri("/notices")).hasStatus(503).hasHeader("Retry-After", "5").bodyJson()
                        .extractingPath("$.type").isEqualTo("urn:gatehouse:unavailable"));

        assertThat(anna.get().uri("/notices")).hasStatusOk();
    }

    private static MockMvcTester api(Person person) {
        return Api.of(person, new NoticesController(TestNoted.of(DONE, CANCELLED, SCHEDULED, OPEN)));
    }
}
