package dev.gatehouse.useractions.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import dev.gatehouse.names.BlockName;
import dev.gatehouse.names.DeviceId;
import dev.gatehouse.names.EventId;
import dev.gatehouse.useractions.notice.Notice.State;

import static dev.gatehouse.useractions.Residents.BLOCK_A;
import static dev.gatehouse.useractions.Residents.BLOCK_B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NoticesTest {
    private static final DeviceId DEVICE = new DeviceId("device-1");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-01-02T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-01-02T18:00:00Z");
    private static final Notice.Opening OPENING = new Notice.Opening(NOON, "fault-report", new EventId("report"));

    private Instant now = NOON;
    private final Notices notices = new Notices(TestNoted.DATABASE.jdbc(), () -> now);

    @BeforeEach
    void forgetTheTestBefore() {
        TestNoted.DATABASE.clear("notice");
    }

    @Test
    void tellsOfAWorkOrderAndWhatLedToIt() {
        opened(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(notice(1, State.OPENED, null, null));
    }

    @Test
    void tellsWhenSomebodyComes() {
        opened(1, BLOCK_A);
        scheduled(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(notice(1, State.SCHEDULED, TOMORROW, null));
    }

    @Test
    void tellsWhenTheWorkIsDone() {
        opened(1, BLOCK_A);
        scheduled(1, BLOCK_A);
        done(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).containsExactly(notice(1, State.DONE, TOMORROW, EVENING));
    }

    @Test
    void tellsThatNobodyHasToComeAnyMore() {
        opened(1, BLOCK_A);
        new CancelledWorkOrders(notices).handle(new WorkOrderCancelled(id(1), BLOCK_A, DEVICE, EVENING), TestNoted.event(2L));

        assertThat(notices.in(BLOCK_A)).containsExactly(notice(1, State.CANCELLED, null, EVENING));
    }

    static final List<String> comesToTheSameInWhateverOrderAndHoweverOftenItHears = List.of("osd", "ods", "sod", "sdo", "dos",
            "dso", "odsosd", "ddsoo");

    @ParameterizedTest
    @FieldSource
    void comesToTheSameInWhateverOrderAndHoweverOftenItHears(String order) {
        order.chars().forEach(event -> {
            switch (event) {
                case 'o' -> opened(1, BLOCK_A);
                case 's' -> scheduled(1, BLOCK_A);
                default -> done(1, BLOCK_A);
            }
        });

        assertThat(notices.in(BLOCK_A)).containsExactly(notice(1, State.DONE, TOMORROW, EVENING));
    }

    @Test
    void tellsABlockNothingOfAnother() {
        opened(1, BLOCK_A);

        assertThat(notices.in(BLOCK_B)).isEmpty();
    }

    @Test
    void tellsTheLatestFirst() {
        opened(1, BLOCK_A);
        opened(2, BLOCK_A);
        done(1, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).extracting(Notice::workOrder).containsExactly(id(2), id(1));
    }

    @Test
    void tellsNoMoreThanAHundred() {
        for (int i = 0; i <= Notices.MOST_SHOWN; i++)
            opened(i, BLOCK_A);

        assertThat(notices.in(BLOCK_A)).hasSize(Notices.MOST_SHOWN).extracting(Notice::workOrder).doesNotContain(id(0));
    }

    @Test
    void forgetsWhatHasBeenOverForThirtyDaysAndNothingElse() {
        opened(1, BLOCK_A);
        done(2, BLOCK_A);
        now = NOON.plus(Notices.KEPT);
        notices.forget();
        assertThat(notices.in(BLOCK_A)).hasSize(2);

        now = now.plusSeconds(1);
        notices.forget();
        assertThat(notices.in(BLOCK_A)).extracting(Notice::workOrder).containsExactly(id(1));
    }

    @Test
    void keepsWhatItHeardForTheNextInstance() {
        opened(1, BLOCK_A);

        assertThat(new Notices(TestNoted.DATABASE.jdbc(), () -> NOON).in(BLOCK_A)).hasSize(1);
    }

    @Test
    void refusesAnEventWithoutAVersion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notices.note(notice(1, State.OPENED, null, null), TestNoted.event(null)))
                .withMessageContaining("no version");
    }

    private void opened(int order, BlockName block) {
        new OpenedWorkOrders(notices).handle(new WorkOrderOpened(id(order), block, DEVICE, "fault-report", NOON),
                TestNoted.event(1L));
    }

    private void scheduled(int order, BlockName block) {
        new ScheduledWorkOrders(notices).handle(new WorkOrderScheduled(id(order), block, DEVICE, TOMORROW), TestNoted.event(2L));
    }

    private void done(int order, BlockName block) {
        new DoneWorkOrders(notices).handle(new WorkOrderDone(id(order), block, DEVICE, EVENING), TestNoted.event(3L));
    }

    private static Notice notice(int order, State state, @Nullable Instant visit,
            @Nullable Instant ended) {
        return new Notice(id(order), BLOCK_A, DEVICE, state, OPENING, visit, ended);
    }

    private static UUID id(int order) {
        return new UUID(0, order);
    }
}
