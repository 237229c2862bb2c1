package dev.gatehouse.delivery.jdbc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.sealing.SessionId;

import static dev.gatehouse.delivery.jdbc.Shop.about;
import static dev.gatehouse.delivery.jdbc.Shop.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The relay between a real database and a broker on paper. */
@Tag("delivery")
class OutboxRelayTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final Shop shop = new Shop(Estate.shared(), "shop-relay-" + NUMBER.incrementAndGet(), KeyKind.PLAIN);
    private final PaperCourier courier = new PaperCourier();

    @AfterEach
    void closeShop() {
        shop.close();
    }

    @Test
    void sendsTheGrantOnceAndBeforeTheEventsOfItsSession() {
        shop.publish("cake", 1);
        shop.publish("cake", 2);
        shop.relay(courier);
        shop.awaitEmpty();
        shop.publish("cake", 3);
        shop.awaitEmpty();

        assertThat(courier.log).containsExactly("grant " + session(), "cake 1", "cake 2", "cake 3");
    }

    @Test
    void theFirstVersionLeavesFirstAlsoWhenTheTransactionOfTheSecondBeganEarlier() {
        shop.relay(courier);
        var later = begun(() -> shop.events.publish(changed("text"), about("cake", 2)));
        shop.publish("cake", 1);
        later.end();

        awaitEvents("cake 1", "cake 2");
    }

    @Test
    void nothingOvertakesWhatWasCommittedBeforeWhileAThirdTransactionIsOpen() {
        shop.relay(courier);
        var oldest = begun(() -> shop.events.publish(changed("text"), about("cake", 2)));
        var between = begun(() -> {});
        shop.publish("cake", 1);
        // Now version 2, of the oldest transaction, is below the horizon, and version 1 is not.
        oldest.end();
        await().during(Duration.ofMillis(300)).atMost(BOUND).until(() -> courier.events().isEmpty());
        between.end();

        awaitEvents("cake 1", "cake 2");
    }

    @Test
    void aRowThatIsCommittedLateIsNotPassedOver() {
        shop.relay(courier);
        var oldest = begun(() -> shop.events.publish(changed("text"), about("bread", 1)));
        var early = published("cake", 1);
        oldest.end(); // with a greater id than the row that is not committed yet
        awaitEvents("bread 1");
        early.end();

        awaitEvents("bread 1", "cake 1");
    }

    @Test
    void anOpenTransactionHoldsTheHorizonBackAndItsAgeIsTold() {
        var relay = shop.relay(courier);
        await().atMost(BOUND).until(relay::isActive);
        var open = begun(() -> {});
        shop.publish("cake", 1);
        await().atMost(BOUND).until(() -> relay.backlog().orElse(0) == 1);
        shop.now = shop.now.plusSeconds(90);

        assertThat(relay.horizonAge()).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(120));
        assertThat(courier.events()).isEmpty();
        open.end();
        awaitEvents("cake 1");
        await().atMost(BOUND).until(() -> relay.horizonAge().isZero() && relay.backlog().orElse(1) == 0);
    }

    @Test
    void aRowThatCameWithADumpFromAnotherClusterLeavesToo() {
        shop.publish("cake", 1);
        shop.sql.sql("UPDATE outbox SET transaction = '900000000000'::xid8").update();
        shop.relay(courier);

        awaitEvents("cake 1");
    }

    @Test
    void aRowOfAnotherRealmStaysSilent() {
        shop.publish("cake", 1);
        shop.sql.sql("UPDATE sealing_session SET realm = 'production'").update();
        var relay = shop.relay(courier);
        await().atMost(BOUND).until(() -> relay.backlog().orElse(0) == 1);

        assertThat(courier.log).isEmpty();
    }

    @Test
    void anEventThatTheBrokerDoesNotTakeNowIsTriedAgainAndNothingBehindItIsSentBefore() {
        courier.refused = event -> PaperCourier.line(event).equals("cake 2");
        shop.publish("cake", 1);
        shop.publish("cake", 2);
        shop.publish("cake", 3);
        shop.relay(courier);
        await().atMost(BOUND).until(() -> shop.notices.stream().anyMatch(OutboxNotice.Waiting.class::isInstance));
        assertThat(courier.events()).containsExactly("cake 1");

        courier.refused = event -> false;
        awaitEvents("cake 1", "cake 2", "cake 3");
        await().atMost(BOUND).until(() -> shop.notices.getLast().equals(new OutboxNotice.Resumed()));
    }

    @Test
    void anEventThatTheBrokerWillNeverTakeStopsTheOutboxWithAnAlarmUntilThatIsMended() {
        courier.refused = event -> event.subject().equals("huge");
        courier.code = Code.TOO_LARGE;
        var relay = shop.relay(courier);
        shop.publish("huge", 1);
        await().atMost(BOUND).until(relay::isStopped);
        shop.publish("cake", 1);

        assertThat(shop.notices).filteredOn(OutboxNotice.Stopped.class::isInstance).singleElement()
                .isInstanceOfSatisfying(OutboxNotice.Stopped.class, s -> assertThat(s.code()).isEqualTo(Code.TOO_LARGE));
        assertThat(courier.events()).isEmpty();
        courier.refused = event -> false;
        awaitEvents("huge 1", "cake 1");
        await().atMost(BOUND).until(() -> !relay.isStopped());
    }

    @Test
    void aGrantThatItsTopicHasLostIsSentAgainAnHourLater() {
        shop.relay(courier);
        shop.publish("cake", 1);
        shop.awaitEmpty();
        courier.lost.add(session());
        shop.now = shop.now.plus(Duration.ofMinutes(61));

        await().atMost(BOUND).until(() -> courier.log.stream().filter(line -> line.startsWith("grant")).count() == 2);
        assertThat(shop.notices).contains(new OutboxNotice.GrantAgain(shop.orders, session()));
    }

    @Test
    void aSessionIsForgottenWhenItsGrantIsAndNoEventRefersToIt() {
        var relay = shop.relay(courier);
        await().atMost(BOUND).until(relay::isActive);
        shop.sql.sql("""
                INSERT INTO sealing_session SELECT decode(repeat('00', 15) || '0' || n, 'hex'), realm, topic, grant_bytes,
                    created - make_interval(days => 10 * n) FROM sealing_session, generate_series(1, 2) n""").update();
        shop.now = shop.now.plus(Duration.ofMinutes(61));

        await().atMost(BOUND).until(() -> shop.rows("sealing_session") == 2);
        assertThat(shop.sql.sql("SELECT count(*) FROM sealing_session WHERE id = ?").param(session().bytes()).query(Long.class)
                .single()).isEqualTo(1);
    }

    @Test
    void ofTwoRelaysOneIsActiveAndTheOtherTakesOverWhenItsConnectionEnds() {
        var second = new PaperCourier();
        var first = shop.relay(courier);
        await().atMost(BOUND).until(first::isActive);
        var other = shop.relay(second);
        shop.publish("cake", 1);
        shop.awaitEmpty();
        assertThat(other.isActive()).isFalse();
        courier.silent = true; // the first one has sent it, and waits for an answer
        shop.publish("cake", 2);
        await().atMost(BOUND).until(() -> courier.events().size() == 2);

        shop.database.asOperator("SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                + " WHERE l.locktype = 'advisory' AND l.granted AND a.usename = '" + shop.name + "'");

        await().atMost(BOUND).until(other::isActive);
        shop.awaitEmpty();
        shop.publish("cake", 3);
        shop.awaitEmpty();
        assertThat(second.events()).containsExactly("cake 2", "cake 3");
        // The first one finds out when it speaks to the database next.
        await().atMost(BOUND).until(() -> shop.notices.stream().anyMatch(OutboxNotice.Passive.class::isInstance));
    }

    @Test
    void theServerEndsTheTurnOfARelayThatSaysNothing() throws Exception {
        try (var connection = RelayConnection.open(shop.database.connections());
                var statement = connection.jdbc().createStatement();
                var timeout = statement.executeQuery("SHOW idle_session_timeout")) {
            timeout.next();
            assertThat(timeout.getString(1)).isEqualTo("10s");
        }
    }

    private SessionId session() {
        return SessionId
                .of(shop.sql.sql("SELECT id FROM sealing_session ORDER BY created DESC LIMIT 1").query(byte[].class).single());
    }

    private void awaitEvents(String... lines) {
        await().atMost(BOUND).untilAsserted(() -> assertThat(courier.events()).containsExactly(lines));
    }

    /** A transaction that has a number already, and does something more before it ends. */
    private Open begun(Runnable atItsEnd) {
        return new Open(() -> shop.sql.sql("SELECT pg_current_xact_id()").query().singleValue(), atItsEnd);
    }

    private Open published(String subject, long version) {
        return new Open(() -> shop.events.publish(changed("text"), about(subject, version)), () -> {});
    }

    private final class Open {
        private final CountDownLatch release = new CountDownLatch(1);
        private final CompletableFuture<Void> done;

        Open(Runnable first, Runnable last) {
            var begun = new CountDownLatch(1);
            done = CompletableFuture.runAsync(() -> shop.transaction.executeWithoutResult(status -> {
                first.run();
                begun.countDown();
                join(release);
                last.run();
            }), Thread::startVirtualThread);
            join(begun);
        }

        void end() {
            release.countDown();
            done.join();
        }

        private static void join(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

}
