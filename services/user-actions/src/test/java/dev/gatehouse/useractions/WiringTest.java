package dev.gatehouse.useractions;

import org.junit.jupiter.api.Test;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.test.PublishedEvents;
import dev.gatehouse.test.ReadablePseudonyms;
import dev.gatehouse.test.TestDatabase;
import dev.gatehouse.test.Wiring;
import dev.gatehouse.useractions.action.Actions;
import dev.gatehouse.useractions.action.FaultReport;

import static dev.gatehouse.useractions.Residents.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WiringTest {
    private static final TestDatabase DATABASE = TestDatabase.of("user-actions");

    @Test
    void keyAndEventAreOneTransactionOfTheRunningService() {
        DATABASE.clear("person", "keyed_action");
        var events = new PublishedEvents();
        events.refuse(NotSentException.Code.NO_SESSION);
        try (var service = Wiring.of(UserActionsApplication.class, DATABASE, events, new ReadablePseudonyms())) {
            assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> service.getBean(Actions.class).take(ANNA,
                    new FaultReport(null, "beeps"), new IdempotencyKey("key-1")));
        }

        assertThat(DATABASE.rows("keyed_action")).isZero();
    }

    @Test
    void keysAndNoticesArePurgedByTheRunningService() {
        try (var service = Wiring.of(UserActionsApplication.class, DATABASE, new PublishedEvents(), new ReadablePseudonyms())) {
            assertThat(service.getBean(ScheduledAnnotationBeanPostProcessor.class).getScheduledTasks()).hasSize(2);
        }
    }
}
