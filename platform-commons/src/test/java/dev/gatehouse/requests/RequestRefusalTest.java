package dev.gatehouse.requests;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.gatehouse.events.NotSentException;

import static org.assertj.core.api.Assertions.assertThat;

class RequestRefusalTest {
    @ParameterizedTest
    @EnumSource
    void asksToRepeatExactlyWhatMayBeSentAgain(NotSentException.Code code) {
        assertThat(RequestRefusal.of(code) == RequestRefusal.UNAVAILABLE).isEqualTo(code.retryable());
    }
}
