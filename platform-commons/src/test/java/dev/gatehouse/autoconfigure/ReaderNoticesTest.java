package dev.gatehouse.autoconfigure;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthEvent.Reason;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ConsumerStoppedEvent;

import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;

class ReaderNoticesTest {
    private final List<SecurityEvent> written = new ArrayList<>();
    private final ReaderNotices notices = new ReaderNotices(new TopicName("bread.v1"), written::add,
            InstantSource.fixed(Instant.EPOCH));

    @Test
    void tellsOnceThatTheBrokerRefusesHoweverOftenItDoes() {
        denied(Reason.AUTHORIZATION);
        denied(Reason.AUTHORIZATION);

        assertThat(written).extracting(SecurityEvent::code).containsExactly("READ_DENIED");
        assertThat(written.getFirst().topic()).isEqualTo("bread.v1");
    }

    @Test
    void tellsItAgainAfterTheBrokerLetItIn() {
        denied(Reason.AUTHORIZATION);
        notices.publishEvent(new ConsumerRetryAuthSuccessfulEvent(this, this));
        denied(Reason.AUTHENTICATION);

        assertThat(written).extracting(SecurityEvent::code).containsExactly("READ_DENIED", "NOT_AUTHENTICATED");
    }

    @Test
    void tellsAReaderThatStoppedForGoodAndNotOneThatWasStopped() {
        notices.publishEvent(new ConsumerStoppedEvent(this, this, ConsumerStoppedEvent.Reason.NORMAL));
        notices.publishEvent(new ConsumerStoppedEvent(this, this, ConsumerStoppedEvent.Reason.ERROR));

        assertThat(written).extracting(SecurityEvent::code).containsExactly("READING_ENDED");
    }

    private void denied(Reason reason) {
        notices.publishEvent(new ConsumerRetryAuthEvent(this, this, reason));
    }
}
