package dev.gatehouse.useractions.action;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FaultReportTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t", "\u00a0\u2003", "bell\u0007", "escape\u001b[2J", "lone \ud800 surrogate"})
    void refusesADescriptionThatNobodyCouldRead(String description) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultReport(null, description));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Licht geht nicht – \u00fcberall", "two\nlines\tand a tab", "\ud83d\udca7 drips"})
    void takesWhatPeopleWrite(String description) {
        assertThat(new FaultReport(null, description).description()).isEqualTo(description);
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(new FaultReport(null, "\ud83d\udca7".repeat(1000)).description()).hasSize(2000);
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultReport(null, "x".repeat(1001)));
    }

    @Test
    void saysWhichRuleIsBrokenWithoutTheValue() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultReport(null, "secret\u0007"))
                .withMessageNotContaining("secret");
    }

    @Test
    void printsNothingOfTheReport() {
        assertThat(new FaultReport(null, "It beeps.")).hasToString("FaultReport[redacted]");
    }
}
