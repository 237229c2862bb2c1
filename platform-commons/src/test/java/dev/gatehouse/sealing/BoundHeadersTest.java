package dev.gatehouse.sealing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BoundHeadersTest {
    @ParameterizedTest
    @ValueSource(strings = {"ce_a", "ce_id", "ce_0", "ce_a1b2", "content-type"})
    void bindsAttributesAndTheContentType(String name) {
        assertThat(bound(List.of(header(name, 3))).value(name)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"traceparent", "tracestate", "c", "ce", "ce-id", "cd_id", "", "content-types", "content_type",
            "xce_id",
            "gatehouse-original", "gatehouse-code"})
    void leavesOthersUnbound(String name) {
        assertThat(bound(List.of(header(name, 3))).value(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_", "ce_A", "ce_a_b", "ce_a-b", "ce_a ", "ce_\u00e4", "CE_id", "Ce_id", "cE_", "ce_traceparent",
            "ce_tracestate", "Content-Type", "CONTENT-TYPE", "content-typE", "gatehouse-original-", "gatehouse-original-topic",
            "ce_{", "ce_`", "ce_/", "ce_:"})
    void callsWhatOnlyLooksLikeOneMalformed(String name) {
        assertThat(BoundHeaders.pick(List.of(header(name, 0)))).isInstanceOf(HeaderCheck.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-t\u0131pe", "content-typ\u0435", "\u212ae_id"})
    void foldsNoCharactersBeyondAscii(String name) {
        assertThat(BoundHeaders.pick(List.of(header(name, 0)))).isInstanceOf(BoundHeaders.class);
    }

    @Test
    void callsANullValueMalformed() {
        assertThat(BoundHeaders.pick(List.of(new Header("ce_id", null)))).isInstanceOf(HeaderCheck.Malformed.class);
        assertThat(BoundHeaders.pick(List.of(new Header("other", null)))).isInstanceOf(BoundHeaders.class);
    }

    @Test
    void callsARepetitionMalformedWhereverItStands() {
        for (int at = 0; at <= 3; at++) {
            var headers = new ArrayList<>(List.of(header("ce_c", 1), header("ce_a", 1), header("ce_b", 1)));
            headers.add(at, header("ce_a", 2));
            assertThat(BoundHeaders.pick(headers)).isInstanceOf(HeaderCheck.Malformed.class);
        }
    }

    @Test
    void takesThirtyTwoAndNoMore() {
        var headers = new ArrayList<Header>();
        for (int i = 0; i < 32; i++)
            headers.add(header("ce_x" + i, 1));
        headers.add(header("unbound", 1));
        assertThat(BoundHeaders.pick(headers)).isInstanceOf(BoundHeaders.class);
        headers.add(header("ce_y", 1));
        assertThat(BoundHeaders.pick(headers)).isInstanceOf(HeaderCheck.Malformed.class);
    }

    @Test
    void takesNamesAndValuesOf8192BytesAndNoMore() {
        assertThat(BoundHeaders.pick(List.of(header("ce_a", 4000), header("ce_b", 4184)))).isInstanceOf(BoundHeaders.class);
        assertThat(BoundHeaders.pick(List.of(header("ce_a", 4000), header("ce_b", 4185))))
                .isInstanceOf(HeaderCheck.Malformed.class);
        assertThat(BoundHeaders.pick(List.of(header("ce_a", 4000), header("unbound", 5000)))).isInstanceOf(BoundHeaders.class);
    }

    @Test
    void saysNothingOfAValue() {
        assertThat(BoundHeaders.pick(List.of(Platform.header("ce_A", "secret")))).asString().doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "~", "a-1",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"})
    void takesEventIdsOfVisibleAscii(String id) {
        assertThat(EventIds.isLegal(Platform.header("ce_id", id).value())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u00e4",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"})
    void refusesOthers(String id) {
        assertThat(EventIds.isLegal(Platform.header("ce_id", id).value())).isFalse();
        assertThat(EventIds.isLegal(absent())).isFalse();
    }

    private static byte @Nullable [] absent() {
        return null;
    }

    private static BoundHeaders bound(List<Header> headers) {
        return (BoundHeaders) BoundHeaders.pick(headers);
    }

    private static Header header(String name, int length) {
        var value = new byte[length];
        Arrays.fill(value, (byte) 7);
        return new Header(name, value);
    }
}
