package dev.gatehouse.iotingest.refusal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.gatehouse.events.NotSentException;

import static org.assertj.core.api.Assertions.assertThat;

class RefusalTest {
    @ParameterizedTest
    @EnumSource
    void asksToRepeatExactlyWhatMayBeSentAgain(NotSentException.Code code) {
        assertThat(Refusal.of(code) == Refusal.UNAVAILABLE).isEqualTo(code.retryable());
    }
}
