package dev.gatehouse.delivery;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.delivery.Bakery.Baked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PayloadFormatTest {
    private final EventKind bread = Bakery.kind(Bakery.SCHEMA);

    @Test
    void whatWasWrittenIsRead() {
        var baked = new Baked("Röggelchen 🥖", new BigDecimal("0.12345678901234567890123"));

        assertThat(bread.read(bread.write(baked))).isEqualTo(baked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e999999999", "1e-999999999", "1e99999999999999999999"})
    void refusesNumbersThatNobodyCouldReckonWithAnywhereInThePayload(String number) {
        assertThatThrownBy(() -> read("{\"name\":\"a\",\"later\":[{\"x\":%s}]}".formatted(number)))
                .isInstanceOf(PayloadRefusedException.class);
    }

    @Test
    void unknownMembersAreIgnored() {
        assertThat(read("{\"name\":\"rye\",\"later\":{\"x\":[1]}}")).isEqualTo(new Baked("rye", null));
    }

    @Test
    void anEventThatViolatesItsSchemaIsNotWrittenAndTheMessageNamesThePlaceAlone() {
        assertThatThrownBy(() -> bread.write(new Baked("canary canary canary canary", BigDecimal.ONE)))
                .isInstanceOf(PayloadRefusedException.class)
                .hasMessage("the payload violates its schema: maxLength at /properties/name/maxLength");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "7", "\"canary\"", "{\"name\":\"canary\"", "{\"name\":\"canary\"} x",
            "{\"name\":\"canary\"}{}", "{\"name\":\"a\",\"name\":\"canary\"}", "{\"name\":7}", "{\"weight\":1}",
            "{name:\"canary\"}",
            "{\"name\":\"canary\",\"weight\":NaN}", "{\"name\":\"canary\",\"weight\":\"1\"}", "\uFEFF{\"name\":\"canary\"}",
            "{\"name\":\"canary\",\"weight\":1e400}", "{\"name\":\"canary\",\"weight\":-1e999999999}",
            "{\"name\":\"canary\",\"weight\":1e-999999999}", "{\"name\":\"canary\",\"weight\":1e99999999999999999999}",
            "{\"name\":\"canary\",\"weight\":10000000000000000000000000000000000000000000000000000000000000000}"})
    void refusesWhatIsNotOneValueOfItsSchema(String payload) {
        assertThatThrownBy(() -> read(payload)).isInstanceOf(PayloadRefusedException.class).hasNoCause()
                .hasMessageNotContaining("canary").hasMessageNotContaining("99");
    }

    @Test
    void refusesDeepNestingWithoutFollowingIt() {
        var deep = "{\"name\":\"a\",\"x\":%s%s}".formatted("[".repeat(100_000), "]".repeat(100_000));

        assertThatThrownBy(() -> read(deep)).isInstanceOf(PayloadRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C0AF", "EDA080", "F4908080", "80", "C3"})
    void refusesWhatIsNotUtf8(String hex) {
        var bad = HexFormat.of().parseHex(hex);
        var payload = ("{\"name\":\"" + "#".repeat(bad.length) + "\"}").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bad, 0, payload, 9, bad.length);

        assertThatThrownBy(() -> bread.read(payload)).hasMessage("the payload is not UTF-8");
    }

    private Object read(String payload) {
        return bread.read(payload.getBytes(StandardCharsets.UTF_8));
    }
}
