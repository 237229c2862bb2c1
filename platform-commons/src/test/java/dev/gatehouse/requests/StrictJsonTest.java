package dev.gatehouse.requests;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;

import static dev.gatehouse.requests.RequestRefusal.MALFORMED;
import static dev.gatehouse.requests.RequestRefusal.TOO_LARGE;
import static dev.gatehouse.requests.RequestRefusal.UNKNOWN_TYPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StrictJsonTest {
    private static final StrictJson<Order> ORDERS = StrictJson.object(Order.class, 100);

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes(@JsonSubTypes.Type(value = Repair.class, name = "repair"))
    interface Order {}

    record Repair(BlockName block, @Nullable DeviceId device) implements Order {}

    @Test
    void readsWhatATypeNames() {
        assertThat(read("{\"device\":\"d-1\",\"type\":\"repair\",\"block\":\"block-a\"}"))
                .isEqualTo(new Repair(new BlockName("block-a"), new DeviceId("d-1")));
    }

    @Test
    void letsOutOnlyWhatIsMarkedAsNullable() {
        var withoutDevice = new Repair(new BlockName("block-a"), null);

        assertThat(read("{\"type\":\"repair\",\"block\":\"block-a\"}")).isEqualTo(withoutDevice);
        assertThat(read("{\"type\":\"repair\",\"block\":\"block-a\",\"device\":null}")).isEqualTo(withoutDevice);
        assertRefused("{\"type\":\"repair\",\"device\":\"d-1\"}", MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"steal\"}", "{\"type\":\"java.lang.Runtime\",\"block\":\"block-a\"}", "{\"type\":\"\"}"})
    void refusesATypeThatIsNotKnownWithACodeOfItsOwn(String body) {
        assertRefused(body, UNKNOWN_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "7", "\"repair\"", "[\"repair\",{\"block\":\"block-a\"}]", "{}",
            "{\"block\":\"block-a\"}", "{\"type\":null,\"block\":\"block-a\"}",
            "{\"type\":\"repair\",\"block\":null}",
            "{\"type\":\"repair\",\"block\":\"Block A\"}", "{\"type\":\"repair\",\"block\":{\"value\":\"block-a\"}}",
            "{\"type\":\"repair\",\"type\":\"repair\",\"block\":\"block-a\"}",
            "{\"block\":\"block-a\",\"block\":\"block-b\",\"type\":\"repair\"}",
            "{\"type\":\"repair\",\"block\":\"block-a\",\"price\":7}", "{\"type\":\"repair\",\"block\":\"block-a\"} {}"})
    void refusesWhatIsNotWhollyUnderstood(String body) {
        assertRefused(body, MALFORMED);
    }

    @Test
    void refusesABodyThatIsLargerThanItsBound() {
        assertRefused("{\"type\":\"repair\",\"block\":\"block-a\"" + " ".repeat(100) + "}", TOO_LARGE);
    }

    private static void assertRefused(String body, RequestRefusal refusal) {
        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> read(body))
                .returns(refusal, RefusedRequestException::refusal).withNoCause();
    }

    private static Order read(String body) {
        var request = new MockHttpServletRequest();
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return ORDERS.read(request);
    }
}
