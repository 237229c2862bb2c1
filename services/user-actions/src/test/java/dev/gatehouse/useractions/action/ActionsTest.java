package dev.gatehouse.useractions.action;

import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.test.ReadablePseudonyms;
import dev.gatehouse.test.SentEvents;

import static dev.gatehouse.useractions.Residents.ANNA;
import static dev.gatehouse.useractions.Residents.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ActionsTest {
    private static final FaultReport REPORT = new FaultReport(new DeviceId("device-1"), "It beeps.");
    private static final IdempotencyKey KEY = new IdempotencyKey("key-1");

    private final SentEvents events = new SentEvents();
    private final Actions actions = new Actions(events, new ReadablePseudonyms());

    @Test
    void sendsAFaultReportAsThePersonOfTheToken() {
        actions.take(ANNA, REPORT, null);

        assertThat(events.events())
                .containsExactly(new FaultReported(ANNA.id(), ANNA.block(), new DeviceId("device-1"), "It beeps."));
    }

    @Test
    void sendsAboutThePersonBecauseOfAPerson() {
        actions.take(ANNA, REPORT, null);

        var about = events.all().getFirst().about();
        assertThat(about.subject()).isEqualTo("anna");
        assertThat(about.cause()).isEqualTo(Cause.user());
    }

    @Test
    void repeatsAnActionUnderTheSameKeyAsTheSameEvent() {
        var first = actions.take(ANNA, REPORT, KEY);

        assertThat(actions.take(ANNA, REPORT, KEY)).isEqualTo(first)
                .isEqualTo(new EventId("FaultReported/anna/key-1"));
    }

    @Test
    void letsNobodyTakeTheEventOfAnotherByItsKey() {
        assertThat(actions.take(BERT, REPORT, KEY)).isNotEqualTo(actions.take(ANNA, REPORT, KEY));
    }

    @Test
    void takesEveryActionWithoutAKeyAsAnother() {
        assertThat(actions.take(ANNA, REPORT, null)).isNotEqualTo(actions.take(ANNA, REPORT, null));
    }

    @Test
    void saysWhyAnActionWasNotAcknowledged() {
        events.loseTheBroker();

        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> actions.take(ANNA, REPORT, null))
                .returns(NotSentException.Code.UNAVAILABLE, NotSentException::code);
    }

    @Test
    void returnsOnlyWhenTheBrokerHasTheEvent() {
        var acknowledgement = new CompletableFuture<EventId>();
        var patient = new Actions((event, about) -> acknowledgement, new ReadablePseudonyms());

        var taken = CompletableFuture.supplyAsync(() -> patient.take(ANNA, REPORT, null));
        Awaitility.await().until(() -> acknowledgement.getNumberOfDependents() > 0);
        assertThat(taken).isNotDone();

        acknowledgement.complete(new EventId("acknowledged"));
        assertThat(taken.join()).isEqualTo(new EventId("acknowledged"));
    }
}
