package dev.gatehouse.useractions.action.web;

import java.io.UnsupportedEncodingException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.test.Api;
import dev.gatehouse.useractions.action.TestActing;

import static dev.gatehouse.useractions.Residents.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

class ActionsControllerTest {
    private static final String REPORT = "{\"type\":\"fault-report\",\"device\":\"device-1\",\"description\":\"It beeps.\"}";

    private final MockMvcTester api = Api.of(ANNA, TestActions.controller());

    @Test
    void acceptsAFaultReportAndNamesItsEvent() {
        assertThat(post(REPORT, "key-1")).hasStatus(202).bodyJson().extractingPath("$.event").asString()
                .matches("[0-9a-f]{32}");
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void answersARepeatedRequestAsItAnsweredTheFirst() throws UnsupportedEncodingException {
        var first = post(REPORT, "key-1");
        var again = post(REPORT.replace(",", ", "), "key-1");

        assertThat(again).hasStatus(202).bodyText().isEqualTo(first.getResponse().getContentAsString());
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void refusesAnotherRequestWithAKeyThatWasUsed() {
        post(REPORT, "key-1");

        assertProblem(post(REPORT.replace("beeps", "hums"), "key-1"), 422, "key-reused");
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void asksToRepeatWithTheSameKeyWhenTheDatabaseIsDown() {
        TestActing.DATABASE.whileDown(() -> assertThat(post(REPORT, "key-1")).hasStatus(503).hasHeader("Retry-After", "5")
                .bodyJson().isStrictlyEqualTo("""
                        {"type":"urn:gatehouse:unavailable","title":"Service Unavailable","status":503,
                         "detail":"Not available at the moment. Repeat the same request later.","instance":"/actions"}"""));

        assertThat(post(REPORT, "key-1")).hasStatus(202);
        assertThat(committed()).isEqualTo(1);
    }

    @Test
    void acceptsAFaultReportWithoutADeviceAndWithoutAKey() {
        assertThat(post(REPORT.replace("\"device\":\"device-1\",", ""))).hasStatus(202);
        assertThat(post(REPORT.replace("\"device-1\"", "null"))).hasStatus(202);
        assertThat(committed()).isEqualTo(2);
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
        assertThat(committed()).isZero();
    }

    @Test
    void refusesWhatIsNotAnnouncedAsJson() {
        assertThat(api.post().uri("/actions").contentType(MediaType.TEXT_PLAIN).content(REPORT)).hasStatus(415);
        assertThat(committed()).isZero();
    }

    @Test
    void refusesToAnswerInWhatItDoesNotSpeak() {
        assertThat(api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).accept(MediaType.APPLICATION_XML)
                .content(REPORT)).hasStatus(406);
        assertThat(committed()).isZero();
    }

    @Test
    void saysNothingAboutTheInsideOrTheBodyWhenItRefuses() {
        assertThat(post(REPORT.replace("\"It beeps.\"", "{\"secret\":1}"))).bodyJson().isStrictlyEqualTo("""
                {"type":"urn:gatehouse:malformed","title":"Bad Request","status":400,
                 "detail":"The request was not understood.","instance":"/actions"}""");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SESSION", "SESSION_LOST"})
    void asksToRepeatWhatWasNotCommitted(NotSentException.Code code) {
        assertThat(failing(code)).hasStatus(503).hasHeader("Retry-After", "5").bodyJson().extractingPath("$.type")
                .isEqualTo("urn:gatehouse:unavailable");
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_DECLARED", "VERSION_NOT_GREATER"})
    void doesNotAskToRepeatWhatCannotSucceed(NotSentException.Code code) {
        assertRefused(failing(code), 500, "internal");
    }

    @Test
    void doesNotShowActions() {
        assertThat(api.get().uri("/actions")).hasStatus(405);
    }

    private void assertRefused(MvcTestResult answer, int status, String code) {
        assertProblem(answer, status, code);
        assertThat(committed()).isZero();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON).bodyJson()
                .extractingPath("$.type").isEqualTo("urn:gatehouse:" + code);
    }

    private static long committed() {
        return TestActing.DATABASE.rows("outbox");
    }

    private static MvcTestResult failing(NotSentException.Code code) {
        var controller = TestActions.controller((event, about) -> {
            throw new NotSentException(code, "as the test wants it");
        });
        return Api.of(ANNA, controller).post().uri("/actions").contentType(MediaType.APPLICATION_JSON).content(REPORT).exchange();
    }

    private MvcTestResult post(String body) {
        return api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private MvcTestResult post(String body, String key) {
        return api.post().uri("/actions").contentType(MediaType.APPLICATION_JSON).header("Idempotency-Key", key).content(body)
                .exchange();
    }
}
