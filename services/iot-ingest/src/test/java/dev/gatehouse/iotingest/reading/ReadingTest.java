package dev.gatehouse.iotingest.reading;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReadingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -273.16, 10_000.1})
    void refusesTemperaturesThatThereAreNot(double celsius) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading("b-1", 0, NOW, celsius))
                .withMessageContaining("celsius");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "tab\t", "ümlaut",
            "0123456789012345678901234567890123456789012345678901234567890123x"})
    void refusesABootThatIsNotAName(String boot) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading(boot, 0, NOW, 21.5)).withMessageContaining("boot");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void refusesTimesThatNoPayloadCouldHold(Instant at) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading("b-1", 0, at, 21.5)).withMessageContaining("at lies");
    }

    @Test
    void refusesANegativeSequence() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading("b-1", -1, NOW, 21.5))
                .withMessageContaining("sequence");
    }

    @Test
    void printsNothingOfTheMeasurement() {
        assertThat(new Reading("b-1", 7, NOW, 21.5)).hasToString("Reading[redacted]");
    }

    @Test
    void saysWhichRuleIsBrokenWithoutTheValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Reading("b-1", 0, NOW, -1234.5))
                .withMessageNotContaining("1234");
    }
}
