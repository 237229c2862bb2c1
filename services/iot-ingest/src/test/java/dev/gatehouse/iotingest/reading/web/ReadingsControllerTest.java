package dev.gatehouse.iotingest.reading.web;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.iotingest.reading.TestReadings;
import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.Device;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.test.Api;
import dev.gatehouse.test.SentEvents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ReadingsControllerTest {
    private static final String READING = reading(12);

    private final SentEvents events = new SentEvents();
    private final MockMvcTester edge = Api.of(new Device(new DeviceId("device-1"), new BlockName("block-a")),
            new ReadingsController(TestReadings.sentTo(events)));

    @Test
    void acceptsAReadingAndNamesItsEvent() {
        assertThat(post(READING)).hasStatus(202).bodyJson()
                .isStrictlyEqualTo("{\"events\":[\"ReadingRecorded/device-1/b-1/12\"]}");
    }

    @Test
    void acceptsABatchOfAHundredAndNamesTheirEventsInOrder() {
        assertThat(post(batch(100))).hasStatus(202).bodyJson().extractingPath("$.events").asArray()
                .hasSize(100).startsWith("ReadingRecorded/device-1/b-1/0").endsWith("ReadingRecorded/device-1/b-1/99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"21", "21.5", "-3e0", "0.1E2"})
    void acceptsTheWaysInWhichJsonWritesANumber(String celsius) {
        assertThat(post(READING.replace("21.5", celsius))).hasStatus(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            // not JSON
            "", " ", "{", "[", "hello", "{\"boot\":", "'{}'", "{} {}", "// comment\n{}",
            // JSON, but not readings
            "null", "true", "7", "\"\"", "\"text\"", "{}", "[]", "[null]", "[[]]", "[7]", "[\"\"]"})
    void refusesWhatIsNotAReading(String body) {
        assertRefused(post(body), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "\"NaN\"", "Infinity", "\"21.5\"", "\"\"", "true", "null", "{}", "[21.5]", "1e400", "-1e400",
            "1e999999999",
            "0x15", "+21.5", "021.5", ".5", "21.500000000000000000000000000000000000000000000001"})
    void refusesATemperatureThatIsNotANumber(String celsius) {
        assertRefused(post(READING.replace("21.5", celsius)), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "12.0", "12.7", "1e1", "\"12\"", "null", "true", "9223372036854775808",
            "99999999999999999999999999999999999999"})
    void refusesASequenceThatIsNotAWholeNumber(String sequence) {
        assertRefused(post(READING.replace("12,", sequence + ",")), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1767225600", "1.5", "1e1000000000", "\"1767225600\"", "\"2026-01-01\"",
            "\"2026-01-01T00:00:00\"",
            "\"2026-13-01T00:00:00Z\"", "\"+12026-01-01T00:00:00Z\"", "\"\"", "null", "[2026,1,1]", "{}"})
    void refusesATimeThatIsNotOne(String at) {
        assertRefused(post(READING.replace("\"2026-01-01T00:00:00Z\"", at)), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "true", "null", "\"\"", "[\"b-1\"]", "{}", "\"b\\u0000\"", "\"\\ud800\""})
    void refusesABootThatIsNotAName(String boot) {
        assertRefused(post(READING.replace("\"b-1\"", boot)), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot", "sequence", "at", "celsius"})
    void refusesAReadingThatLacksSomething(String member) {
        assertRefused(post(READING.replaceFirst("\"" + member + "\":[^,}]+,?", "").replace(",}", "}")), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"device\":\"device-2\"", "\"block\":\"block-b\"", "\"fahrenheit\":70.7", "\"Boot\":\"b-1\""})
    void refusesAReadingThatSaysMoreThanIsUnderstood(String member) {
        assertRefused(post(READING.replace("}", "," + member + "}")), 400, "malformed");
    }

    @Test
    void refusesAReadingThatSaysOneThingTwice() {
        assertRefused(post(READING.replace("}", ",\"celsius\":80}")), 400, "malformed");
    }

    @Test
    void refusesDeepNesting() {
        assertRefused(post("[[" + READING + "]]"), 400, "malformed");
        assertRefused(post("[".repeat(100_000)), 400, "malformed");
        assertRefused(post("{\"a\":".repeat(40_000)), 400, "malformed");
    }

    @Test
    void refusesABatchOfMoreThanAHundred() {
        assertRefused(post(batch(101)), 400, "malformed");
    }

    @Test
    void refusesABatchWithOneBadReadingAsAWhole() {
        assertRefused(post("[" + READING + "," + READING.replace("12", "-1") + "]"), 400, "malformed");
    }

    @ParameterizedTest
    @FieldSource
    void refusesWhatIsNotUtf8(byte[] body) {
        assertRefused(post(body), 400, "malformed");
    }

    static final List<byte[]> refusesWhatIsNotUtf8 = List.of(READING.getBytes(UTF_16BE),
            READING.replace("b-1", "\u00fc").getBytes(ISO_8859_1), READING.replace("b-1", "\u00c0\u00af").getBytes(ISO_8859_1),
            READING.replace("b-1", "\u00ed\u00a0\u0080").getBytes(ISO_8859_1));

    @Test
    void refusesABodyThatIsTooLarge() {
        assertRefused(post(" ".repeat(ReadingsController.MOST_BYTES) + READING), 413, "too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "application/x-www-form-urlencoded", "application/vnd.reading+json"})
    void refusesWhatIsNotAnnouncedAsJson(String type) {
        assertThat(edge.post().uri("/readings").contentType(MediaType.valueOf(type)).content(READING)).hasStatus(415);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void refusesABodyWithoutAContentType() {
        assertThat(edge.post().uri("/readings").content(READING)).hasStatus(415);
        assertThat(events.all()).isEmpty();
    }

    @Test
    void doesNotListReadings() {
        assertThat(edge.get().uri("/readings")).hasStatus(405);
    }

    @Test
    void saysNothingAboutTheInsideOrTheBodyWhenItRefuses() {
        assertThat(post(READING.replace("21.5", "\"secret\""))).bodyJson().isStrictlyEqualTo("""
                {"type":"urn:gatehouse:malformed","title":"Bad Request","status":400,
                 "detail":"The request was not understood.","instance":"/readings"}""");
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_SESSION", "UNAVAILABLE"})
    void asksTheDeviceToRepeatTheBatchWhenOneReadingWasNotAcknowledged(NotSentException.Code code) {
        events.failAfter(2, code);

        var answer = post(batch(3));

        assertThat(answer).hasStatus(503).hasHeader("Retry-After", "5").bodyText().doesNotContain("ReadingRecorded/");
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:gatehouse:unavailable");
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "NOT_DECLARED"})
    void keepsToItselfWhatIsWrongInside(NotSentException.Code code) {
        events.failAfter(0, code);

        var answer = post(READING);

        assertRefused(answer, 500, "internal");
        assertThat(answer).bodyText().doesNotContain("as the test wants it").doesNotContain(code.name());
    }

    @Test
    void doesNotAskToRepeatWhatItsSchemaRefuses() {
        events.failAfter(0, NotSentException.Code.BAD_PAYLOAD);

        assertRefused(post(READING), 422, "bad-payload");
    }

    @Test
    void refusesAnEventThatItsTopicDoesNotTakeForItsSize() {
        events.failAfter(0, NotSentException.Code.TOO_LARGE);

        assertRefused(post(READING), 413, "too-large");
    }

    @Test
    void takesTheNextGoodReadingAfterABadOne() {
        post("{");

        assertThat(post(READING)).hasStatus(202);
    }

    private void assertRefused(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
                .doesNotContainHeader("Retry-After")
                .bodyJson().extractingPath("$.type").isEqualTo("urn:gatehouse:" + code);
        assertThat(events.all()).isEmpty();
    }

    private MvcTestResult post(String body) {
        return post(body.getBytes(UTF_8));
    }

    private MvcTestResult post(byte[] body) {
        return edge.post().uri("/readings").contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }

    private static String batch(int size) {
        return IntStream.range(0, size).mapToObj(ReadingsControllerTest::reading).toList().toString();
    }

    private static String reading(int sequence) {
        return "{\"boot\":\"b-1\",\"sequence\":%d,\"at\":\"2026-01-01T00:00:00Z\",\"celsius\":21.5}".formatted(sequence);
    }
}
