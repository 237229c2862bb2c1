package dev.gatehouse.delivery.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.sealing.SessionId;

import static dev.gatehouse.delivery.jdbc.Shop.about;
import static dev.gatehouse.delivery.jdbc.Shop.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What is written down in the caller's transaction, and what is refused; nothing carries it to a broker here. */
@Tag("delivery")
class OutboxEventsTest {
    private static final String CANARY = "canary-7f3a";
    private static Shop shop;

    @BeforeAll
    static void openShop() {
        shop = new Shop(Estate.shared(), "shop-events", KeyKind.PLAIN);
    }

    @AfterAll
    static void closeShop() {
        shop.close();
    }

    @Test
    void outsideOfATransactionItSaysWhatToDo() {
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> shop.events.publish(changed(CANARY), about("outside", 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.NO_TRANSACTION))
                .withMessageContaining("@Transactional").withMessageContaining("DirectEvents").withMessageNotContaining(CANARY);
    }

    @Test
    void aTransactionOfAnotherDatabaseIsNoneForIt() throws SQLException {
        var other = new DataSourceTransactionManager(shop.database.connections());
        refuses(Code.NO_TRANSACTION, () -> new TransactionTemplate(other)
                .executeWithoutResult(status -> shop.events.publish(changed("text"), about("elsewhere", 1))));
    }

    @Test
    void aTransactionThatOnlyReadsIsNoneForIt() {
        var reading = new TransactionTemplate(new DataSourceTransactionManager(shop.pool));
        reading.setReadOnly(true);
        refuses(Code.NO_TRANSACTION,
                () -> reading.executeWithoutResult(status -> shop.events.publish(changed("text"), about("read", 1))));
    }

    @Test
    void aConnectionThatIsLostBeforeTheCommitIsAFaultThatPasses() {
        assertThatException().isThrownBy(() -> shop.transaction.executeWithoutResult(status -> {
            shop.events.publish(changed("text"), about("lost", 1));
            shop.database.asOperator("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    + " WHERE usename = '" + shop.name + "' AND state = 'idle in transaction'");
        })).matches(DatabaseFaults::isTransient, "is transient");
    }

    @Test
    void whatIsRolledBackWasNeverPublished() {
        shop.transaction.executeWithoutResult(status -> {
            shop.events.publish(changed("text"), about("rolled back", 1));
            status.setRollbackOnly();
        });

        assertThat(versions("rolled back")).isZero();
        shop.publish("rolled back", 1);
        assertThat(versions("rolled back")).isEqualTo(1);
    }

    @Test
    void aTransactionInWhichAStatementFailedUnseenDoesNotPassForCommitted() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> shop.transaction.executeWithoutResult(status -> {
                    shop.events.publish(changed("text"), about("swallowed", 1));
                    assertThatException().isThrownBy(() -> shop.sql.sql("SELECT 1 / 0").query(Integer.class).single());
                })).withMessageContaining("a statement failed");

        assertThat(versions("swallowed")).isZero();
    }

    @Test
    void aVersionThatDoesNotGrowIsRefused() {
        shop.publish("grows", 2);

        refuses(Code.VERSION_NOT_GREATER, () -> shop.publish("grows", 2));
        refuses(Code.VERSION_NOT_GREATER, () -> shop.publish("grows", 1));
        shop.publish("grows", 5);
        assertThat(versions("grows")).isEqualTo(2);
    }

    @Test
    void anEventWithoutAVersionIsRefused() {
        refuses(Code.VERSION_NOT_GREATER, () -> shop.transaction.executeWithoutResult(
                status -> shop.events.publish(changed("text"), About.about("unversioned").because(Cause.user()))));
    }

    @Test
    void whoeverPublishesAboutTheSameAggregateWaitsForTheOneBefore() throws Exception {
        var holds = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = CompletableFuture.runAsync(() -> shop.transaction.executeWithoutResult(status -> {
            shop.events.publish(changed("text"), about("locked", 1));
            holds.countDown();
            join(release);
        }), Thread::startVirtualThread);
        join(holds);
        var second = CompletableFuture.runAsync(() -> shop.publish("locked", 2), Thread::startVirtualThread);

        await().atMost(Duration.ofSeconds(20)).until(() -> waitingForLocks() == 1);
        shop.publish("another", 1); // nobody waits for whom it does not concern
        assertThat(second).isNotDone();
        release.countDown();
        CompletableFuture.allOf(first, second).join();
        assertThat(shop.sql.sql("SELECT count(*) FROM outbox WHERE subject = 'locked'").query(Long.class).single()).isEqualTo(2);
    }

    @Test
    void noPlaintextIsInTheDatabase() {
        var pseudonymous = new Shop(Estate.shared(), "shop-pseudonymous", KeyKind.PSEUDONYMOUS);
        try (pseudonymous) {
            pseudonymous.transaction.executeWithoutResult(
                    status -> pseudonymous.events.publish(changed(CANARY), about("order of " + CANARY, 1)));

            for (var table : List.of("outbox", "aggregate", "sealing_session"))
                assertThat(contents(pseudonymous, table)).isNotEmpty().doesNotContain(CANARY);
            assertThat(pseudonymous.sql.sql("SELECT subject FROM aggregate").query(String.class).single())
                    .matches("[0-9a-f]{32}");
        }
    }

    @Test
    void aSessionThatTheDatabaseHasLostIsStoredAgainWithTheSameBytesAndTheTransactionCanBeRunAnew() {
        var forgetful = new Shop(Estate.shared(), "shop-forgetful", KeyKind.PLAIN);
        try (forgetful) {
            var grant = grantOf(forgetful);
            forgetful.sql.sql("DELETE FROM sealing_session").update();

            refuses(Code.SESSION_LOST, () -> forgetful.publish("order", 1));
            await().atMost(Duration.ofSeconds(20)).until(() -> forgetful.rows("sealing_session") == 1);
            forgetful.publish("order", 1);

            assertThat(grantOf(forgetful)).isEqualTo(grant);
            assertThat(forgetful.notices).hasOnlyElementsOfType(OutboxNotice.SessionAgain.class);
        }
    }

    /** As when nobody knows whether the first time it was. */
    @Test
    void aSessionThatIsStoredTwiceIsThereOnceAndNoFailure() {
        var id = shop.sql.sql("SELECT id FROM sealing_session").query(byte[].class).list().getFirst();
        long before = shop.rows("sealing_session");

        shop.grants.publish(shop.orders, SessionId.of(id), grantOf(shop)).toCompletableFuture().join();

        assertThat(shop.rows("sealing_session")).isEqualTo(before);
    }

    @Test
    void theSessionIsCommittedBeforeAnyEventRefersToIt() {
        var fresh = new Shop(Estate.shared(), "shop-fresh", KeyKind.PLAIN);
        try (fresh) {
            assertThat(fresh.rows("sealing_session")).isEqualTo(1);
            fresh.transaction.executeWithoutResult(status -> {
                fresh.events.publish(changed("text"), about("order", 1));
                status.setRollbackOnly();
            });
            assertThat(fresh.rows("sealing_session")).isEqualTo(1);
        }
    }

    private static void refuses(Code code, Runnable publish) {
        assertThatExceptionOfType(NotSentException.class).isThrownBy(publish::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static long versions(String subject) {
        return shop.sql.sql("SELECT count(*) FROM outbox WHERE subject = ?").param(subject).query(Long.class).single();
    }

    private static long waitingForLocks() {
        return shop.database.operator()
                .sql("SELECT count(*) FROM pg_stat_activity WHERE usename = ? AND wait_event_type = 'Lock'")
                .param(shop.name.value()).query(Long.class).single();
    }

    private static byte[] grantOf(Shop of) {
        return of.sql.sql("SELECT grant_bytes FROM sealing_session").query(byte[].class).single();
    }

    /** Every column of every row, as text and as the bytes that it stands for. */
    private static String contents(Shop of, String table) {
        var text = of.sql.sql("SELECT * FROM " + table).query().listOfRows().stream().flatMap(row -> row.values().stream())
                .map(value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : "" + value);
        return Arrays.toString(text.toArray());
    }

    private static void join(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
