package dev.gatehouse.useractions.action.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.test.Api;
import dev.gatehouse.test.SentEvents;

import static dev.gatehouse.useractions.Residents.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

class ActionsControllerTest {
    private static final String REPORT = "{\"type\":\"fault-report\",\"device\":\"device-1\",\"description\":\"It beeps.\"}";

    private final SentEvents events = new SentEvents();
    private final MockMvcTester api = Api.of(ANNA, TestActions.controller(events));

    @Test
    void acceptsAFaultReportAndNamesItsEvent() {
        assertThat(post(REPORT, "key-1")).hasStatus(202).bodyJson()
                .isStrictlyEqualTo("{\"event\":\"FaultReported/anna/key-1\"}");
    }

    @Test
    void acceptsAFaultReportWithoutADeviceAndWithoutAKey() {
        assertThat(post(REPORT.replace("\"device\":\"device-1\",", ""))).hasStatus(202);
        assertThat(post(REPORT.replace("\"device-1\"", "null"))).hasStatus(202);
        assertThat(events.types()).containsExactly("FaultReported", "FaultReported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{\"description\":\"It beeps.\"}", "{\"type\":\"fault-report\"}",
            "{\"type\":\"fault-report\",\"description\":7}", "{\"type\":\"fault-report\",\"description\":\" \"}",
            "{\"type\":\"fault-report\",\"description\":\"It beeps.\",\"device\":\"Device 1\"}",
            "{\"type\":\"fault-report\",\"description\":null}",
            "[\"fault-report\",{\"description\":\"It beeps.\"}]"})
    void refusesWhatIsNotAnAction(String body) {
        assertRefused(post(body), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"reporter\":\"bert\"", "\"block\":\"block-b\"", "\"urgent\":true", "\"description\":\"again\""})
    void refusesAnActionThatSaysMoreThanIsUnderstood(String member) {
        assertRefused(post(REPORT.replace("}", "," + member + "}")), 400, "malformed");
    }

    @Test
    void refusesAnActionThatThereIsNot() {
        assertRefused(post(REPORT.replace("fault-report", "eviction")), 422, "unknown-type");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertRefused(post(" ".repeat(16 * 1024) + REPORT), 413, "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "0123456789012345678901234567890123456789012345678901234567890123x"})
    void refusesAKeyThatIsNone(String key) {
        assertThat(post(REPORT, key)).hasStatus(400);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void refusesWhatIsNotAnnouncedAsJson() {
        assertThat(api.post().uri("/actions").contentType(MediaType.TEXT_PLAIN).content(REPORT)).hasStatus(415);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void refusesToAnswerInWhatItDoesNotSpeak() {
        assertThat(api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).accept(MediaType.APPLICATION_XML)
                .content(REPORT)).hasStatus(406);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void saysNothingAboutTheInsideOrTheBodyWhenItRefuses() {
        assertThat(post(REPORT.replace("\"It beeps.\"", "{\"secret\":1}"))).bodyJson().isStrictlyEqualTo("""
                {"type":"urn:gatehouse:malformed","title":"Bad Request","status":400,
                 "detail":"The request was not understood.","instance":"/actions"}""");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SESSION", "UNAVAILABLE"})
    void asksToRepeatWhatWasNotAcknowledged(NotSentException.Code code) {
        events.failAfter(0, code);

        assertThat(post(REPORT)).hasStatus(503).hasHeader("Retry-After", "5").bodyJson().extractingPath("$.type")
                .isEqualTo("urn:gatehouse:unavailable");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "NOT_DECLARED"})
    void doesNotAskToRepeatWhatCannotSucceed(NotSentException.Code code) {
        events.failAfter(0, code);

        assertRefused(post(REPORT), 500, "internal");
    }

    @Test
    void doesNotShowActions() {
        assertThat(api.get().uri("/actions")).hasStatus(405);
    }

    private void assertRefused(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON).bodyJson()
                .extractingPath("$.type").isEqualTo("urn:gatehouse:" + code);
        assertThat(events.all()).isEmpty();
    }

    private MvcTestResult post(String body) {
        return api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult post(String body, String key) {
        return api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", key).content(body)
                .exchange();
    }
}
