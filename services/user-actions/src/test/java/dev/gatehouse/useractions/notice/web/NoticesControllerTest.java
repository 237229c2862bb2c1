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
import dev.gatehouse.useractions.notice.TestNoted;

import static dev.gatehouse.useractions.Residents.ANNA;
import static dev.gatehouse.useractions.Residents.BERT;
import static dev.gatehouse.useractions.Residents.BLOCK_A;
import static org.assertj.core.api.Assertions.assertThat;

class NoticesControllerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Notice DONE = new Notice(new UUID(0, 1), new DeviceId("device-1"), null, NOON);
    private static final Notice OPEN = new Notice(new UUID(0, 2), null,
            new Notice.Opening(NOON, "fault-report", new EventId("report")), null);

    @Test
    void showsAResidentWhatIsGoingOnInTheOwnBlock() {
        assertThat(api(ANNA).get().uri("/notices")).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"block":"block-a","notices":[
                 {"workOrder":"00000000-0000-0000-0000-000000000002","reason":"fault-report","opened":"2026-01-01T12:00:00Z",
                  "cause":"report"},
                 {"workOrder":"00000000-0000-0000-0000-000000000001","device":"device-1","done":"2026-01-01T12:00:00Z"}]}""");
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

    private static MockMvcTester api(Person person) {
        return Api.of(person, new NoticesController(TestNoted.in(BLOCK_A, DONE, OPEN)));
    }
}
