package dev.gatehouse.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.BoundHeaders;
import dev.gatehouse.sealing.Header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttributesTest {
    private static final EventTypeName TYPE = new EventTypeName("kitchen.baked");
    private static final EventId ID = new EventId("id-1");
    private static final TopicName TOPIC = new TopicName("bread.v1");
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");

    static Stream<Cause> causes() {
        return Stream.of(Cause.user(), Cause.device(), Cause.schedule(), new Cause.Event(new EventId("e"), new EventId("first")));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void whatWasWrittenIsRead(Cause cause) {
        assertThat(read(headers(cause))).isEqualTo(new EventMetadata(ID, TYPE, TOPIC, BAKER, TIME, "öfen/1", 7L, cause));
    }

    @Test
    void anEventWithoutVersionHasNone() {
        var headers = new Attributes("//local-test/baker").of(TYPE, ID, "oven", TIME, About.about("oven").because(Cause.user()));

        assertThat(read(headers).version()).isNull();
    }

    @Test
    void aChainOfEventsIsCorrelatedByItsFirst() {
        var second = read(headers(new Cause.Event(new EventId("first"), new EventId("first"))));

        assertThat(Cause.of(second)).isEqualTo(new Cause.Event(ID, new EventId("first")));
    }

    @Test
    void headersAreInTheOrderOfTheirNames() {
        assertThat(headers(new Cause.Event(ID, ID))).extracting(Header::name).isSorted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_specversion", "ce_id", "ce_type", "ce_time", "ce_causetype", "content-type", "ce_causationid",
            "ce_correlationid"})
    void refusesAnEventThatLacksAnAttribute(String name) {
        var headers = headers(new Cause.Event(ID, ID));
        headers.removeIf(h -> h.name().equals(name));

        assertThatThrownBy(() -> read(headers)).isInstanceOf(PayloadRefusedException.class)
                .hasMessage("the attribute %s is missing".formatted(name));
    }

    @ParameterizedTest
    @CsvSource({"ce_specversion,canary", "content-type,canary", "ce_id,the canary", "ce_type,CANARY", "ce_time,canary",
            "ce_sequence,canary", "ce_causetype,canary", "ce_causationid,the canary", "ce_sequence,99999999999999999999"})
    void refusesAnAttributeThatIsNotLegalAndDoesNotRepeatIt(String name, String value) {
        var headers = headers(new Cause.Event(ID, ID));
        headers.removeIf(h -> h.name().equals(name));
        headers.add(new Header(name, value.getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> read(headers)).isInstanceOf(PayloadRefusedException.class).hasNoCause()
                .hasMessageNotContaining("canary").hasMessageNotContaining("999");
    }

    private static List<Header> headers(Cause cause) {
        return new ArrayList<>(new Attributes("//local-test/baker").of(TYPE, ID, "öfen/1", TIME,
                About.about("öfen/1", 7).because(cause)));
    }

    private static EventMetadata read(List<Header> headers) {
        return Attributes.read((BoundHeaders) BoundHeaders.pick(headers), TOPIC, BAKER);
    }
}
