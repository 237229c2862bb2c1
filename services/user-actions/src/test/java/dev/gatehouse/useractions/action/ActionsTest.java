package dev.gatehouse.useractions.action;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.requests.IdempotencyKey;
import dev.gatehouse.requests.RefusedRequestException;
import dev.gatehouse.requests.RequestRefusal;
import dev.gatehouse.test.PublishedEvents;
import dev.gatehouse.test.TestDatabase;

import static dev.gatehouse.useractions.Residents.ANNA;
import static dev.gatehouse.useractions.Residents.BERT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class ActionsTest {
    private static final String CANARY = "canary-6082";
    private static final FaultReport REPORT = new FaultReport(new DeviceId("device-1"), "It beeps. " + CANARY);
    private static final FaultReport ANOTHER = new FaultReport(null, "It is dark.");
    private static final IdempotencyKey KEY = new IdempotencyKey("key-1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TestDatabase database = TestActing.DATABASE;
    /** Over empty tables, for each test anew. */
    private final Actions actions = TestActing.fresh();

    @Test
    void commitsOneEventForAnAction() {
        var event = actions.take(ANNA, REPORT, null);

        assertThat(committed(event)).isEqualTo(1);
        assertThat(database.rows("outbox")).isEqualTo(1);
    }

    @Test
    void sendsAFaultReportAsThePersonOfTheToken() {
        var published = new PublishedEvents();
        TestActing.publishingBy(published).take(ANNA, REPORT, null);

        assertThat(published.events())
                .containsExactly(new FaultReported(ANNA.id(), ANNA.block(), REPORT.device(), REPORT.description()));
    }

    @Test
    void sendsAboutThePersonBecauseOfAPersonInTheOrderOfActions() {
        var published = new PublishedEvents();
        var acting = TestActing.publishingBy(published);
        acting.take(ANNA, REPORT, null);
        acting.take(ANNA, REPORT, KEY);

        assertThat(published.all()).extracting(sent -> sent.about().subject(), sent -> sent.about().version(),
                sent -> sent.about().cause())
                .containsExactly(tuple("anna", 1L, Cause.user()), tuple("anna", 2L, Cause.user()));
    }

    @Test
    void repeatsAnActionUnderTheSameKeyAsTheSameEvent() {
        var first = actions.take(ANNA, REPORT, KEY);

        assertThat(actions.take(ANNA, REPORT, KEY)).isEqualTo(first);
        assertThat(TestActing.at(() -> NOON).take(ANNA, REPORT, KEY)).as("another instance, later").isEqualTo(first);
        assertThat(database.rows("outbox")).isEqualTo(1);
    }

    @Test
    void takesOneEventOutOfManyRequestsWithOneKeyAtOnce() {
        var other = TestActing.at(() -> NOON);
        var all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> (i % 2 == 0 ? actions : other).take(ANNA, REPORT, KEY),
                        Thread::startVirtualThread))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(database.rows("outbox")).isEqualTo(1);
    }

    @Test
    void keepsEveryActionOfAPersonWhoActsManyTimesAtOnce() {
        var all = IntStream.range(0, 16)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> actions.take(ANNA, REPORT, null), Thread::startVirtualThread))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(16);
        assertThat(database.rows("outbox")).isEqualTo(16);
    }

    @Test
    void refusesAnotherRequestUnderAKeyThatWasUsed() {
        actions.take(ANNA, REPORT, KEY);

        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> actions.take(ANNA, ANOTHER, KEY))
                .returns(RequestRefusal.KEY_REUSED, RefusedRequestException::refusal);
        assertThat(database.rows("outbox")).isEqualTo(1);
    }

    @Test
    void letsNobodyTakeTheEventOfAnotherByItsKey() {
        assertThat(actions.take(BERT, REPORT, KEY)).isNotEqualTo(actions.take(ANNA, REPORT, KEY));
        assertThat(actions.take(BERT, REPORT, KEY)).isNotEqualTo(actions.take(ANNA, REPORT, KEY));
        assertThat(database.rows("outbox")).isEqualTo(2);
    }

    @Test
    void takesEveryActionWithoutAKeyAsAnother() {
        assertThat(actions.take(ANNA, REPORT, null)).isNotEqualTo(actions.take(ANNA, REPORT, null));
    }

    @Test
    void forgetsTheKeyOfAnActionThatWasNotCommitted() {
        var published = new PublishedEvents();
        published.refuse(NotSentException.Code.NO_SESSION);
        var failing = TestActing.publishingBy(published);
        assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> failing.take(ANNA, REPORT, KEY));
        assertThat(database.rows("keyed_action") + database.rows("person")).isZero();

        assertThat(committed(actions.take(ANNA, REPORT, KEY))).isEqualTo(1);
    }

    @Test
    void forgetsAKeyAfterADayAndNotBefore() {
        TestActing.at(() -> NOON).take(ANNA, REPORT, KEY);
        TestActing.keyed(() -> NOON.plus(KeyedActions.KEPT)).forget();
        assertThat(database.rows("keyed_action")).isEqualTo(1);

        TestActing.keyed(() -> NOON.plus(KeyedActions.KEPT).plusSeconds(1)).forget();
        assertThat(database.rows("keyed_action")).isZero();
        assertThat(committed(actions.take(ANNA, ANOTHER, KEY))).isEqualTo(1);
    }

    @Test
    void namesARequestTheSameWhenTheDatabaseHasForgottenIt() {
        var first = actions.take(ANNA, REPORT, KEY);
        database.clear("keyed_action");

        assertThat(actions.take(ANNA, REPORT, KEY)).isEqualTo(first);
    }

    @Test
    void writesNothingDownThatAPersonWroteOrIsCalled() {
        actions.take(ANNA, REPORT, KEY);

        for (var written : new String[]{CANARY, "beeps", "device-1", "anna", "key-1", "block-a"})
            assertThat(database.holds(written)).as(written).isFalse();
        assertThat(database.holds("gatehouse.user.fault.reported")).as("the search finds what is there").isTrue();
    }

    /** How many events of this id are in the outbox; a header stands there as it goes to the broker. */
    private long committed(EventId event) {
        return database.jdbc().sql("SELECT count(*) FROM outbox WHERE position(convert_to(?, 'UTF8') IN headers) > 0")
                .param(event.value()).query(Long.class).single();
    }
}
