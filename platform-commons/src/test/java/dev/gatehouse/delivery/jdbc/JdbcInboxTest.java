package dev.gatehouse.delivery.jdbc;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.delivery.Inbox.Arrival;
import dev.gatehouse.delivery.Inbox.Bookmark;
import dev.gatehouse.delivery.Inbox.Outcome;
import dev.gatehouse.delivery.Inbox.Step;
import dev.gatehouse.delivery.InboxUnavailableException;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventMetadata;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The inbox alone, on a real database; each test has a topic of its own. */
@Tag("delivery")
class JdbcInboxTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ServiceName BAKER = new ServiceName("baker");
    private static final DataSource DATABASE = TestDatabase.dataSource("porter");
    private static final JdbcTransactionManager TRANSACTIONS = new JdbcTransactionManager(DATABASE);
    private static final JdbcClient JDBC = JdbcClient.create(DATABASE);
    private final JdbcInbox inbox = new JdbcInbox(JDBC, TRANSACTIONS);
    private final TopicName topic = new TopicName("t-" + UUID.randomUUID());
    private final List<Integer> effects = new ArrayList<>();

    @BeforeAll
    static void migrate() {
        TestDatabase.prepare("porter");
        Flyway.configure().dataSource(TestDatabase.dataSource("porter")).locations("classpath:db/gatehouse")
                .table("gatehouse_schema_history").load().migrate();
    }

    @Test
    void appliesWhatIsNewInOrderAndOfTwoAlikeTheFirst() {
        advance(null, at(2), "a", "b");

        assertThat(advance(at(2), at(6), "b", "c", "a", "c")).isInstanceOfSatisfying(Outcome.Committed.class,
                done -> assertThat(done.fresh().stream()).containsExactly(1));
        assertThat(effects).containsExactly(0, 1, 1);
    }

    @Test
    void theSameIdOfAnotherProducerIsAnotherEvent() {
        advance(null, at(1), "a");
        var other = new Arrival(new ServiceName("butcher"), new EventId("a"), NOON);

        inbox.advance(step(at(1), at(2)), List.of(other), effects::add);

        assertThat(effects).containsExactly(0, 0);
    }

    @Test
    void doesNothingForAReaderWhoBelievesInAnotherPlace() {
        advance(null, at(5), "a");

        assertThat(List.of(advance(null, at(6), "b"), advance(at(4), at(6), "b"), advance(at(6), at(7), "b"),
                advance(new Bookmark("another", 5), at(6), "b"))).allMatch(Outcome.Moved.class::isInstance);
        assertThat(effects).hasSize(1);
        assertThat(inbox.bookmark(topic.value(), 0)).hasValue(at(5));
    }

    @Test
    void ofTwoInstancesWithTheSameRecordsOneAppliesThem() throws Exception {
        advance(null, at(0));
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(() -> inbox.advance(step(at(0), at(1)), arrivals("a"), i -> {
            inside.countDown();
            await(release);
        }));
        await(inside);
        var second = CompletableFuture.supplyAsync(() -> inbox.advance(step(at(0), at(1)), arrivals("a"), effects::add));
        release.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Committed.class);
        assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Moved.class);
        assertThat(effects).isEmpty();
    }

    @Test
    void leavesNothingOfAStepWhoseEffectFails() {
        assertThatThrownBy(() -> inbox.advance(step(null, at(2)), arrivals("a", "b"), i -> {
            if (i == 1)
                throw new IllegalStateException("as the test wants it");
        })).hasMessage("as the test wants it");

        assertThat(inbox.bookmark(topic.value(), 0)).isEmpty();
        advance(null, at(2), "a", "b");
        assertThat(effects).containsExactly(0, 1);
    }

    @Test
    void findsOutAnEffectThatSwallowedAFailedStatement() {
        assertThatThrownBy(() -> inbox.advance(step(null, at(1)), arrivals("a"), i -> {
            try {
                JDBC.sql("SELECT 1 / 0").query(Integer.class).single();
            } catch (RuntimeException swallowed) {
                effects.add(i);
            }
        })).isInstanceOf(IllegalStateException.class).satisfies(e -> assertThat(inbox.isTransient(e)).isFalse());

        assertThat(inbox.bookmark(topic.value(), 0)).isEmpty();
    }

    @Test
    void itsOwnFailureIsNoEventsFault() {
        var empty = TestDatabase.dataSource("operator"); // no such tables there
        var elsewhere = new JdbcInbox(JdbcClient.create(empty), new JdbcTransactionManager(empty));

        assertThatThrownBy(() -> elsewhere.advance(step(null, at(1)), arrivals("a"), effects::add))
                .isInstanceOf(InboxUnavailableException.class)
                .satisfies(e -> assertThat(elsewhere.isTransient(e)).isTrue());
    }

    @Test
    void timeGoesOnWhereItWasAndNeverBack() {
        inbox.advance(new Step(topic.value(), 0, topic, null, at(1), Instant.parse("2039-01-01T00:00:00Z")), List.of(), i -> {});
        inbox.advance(step(at(1), at(2)), List.of(), i -> {});

        assertThat(inbox.time()).isEqualTo("2039-01-01T00:00:00Z");
    }

    @Test
    void forgetsInBoundedBatchesWhatNoReplayCanBring() {
        inbox.advance(step(null, at(10)),
                IntStream.range(0, 10).mapToObj(i -> new Arrival(BAKER, new EventId("e" + i), NOON.plus(i, ChronoUnit.DAYS)))
                        .toList(),
                effects::add);

        assertThat(inbox.forget(topic, NOON.plus(7, ChronoUnit.DAYS), 5)).isTrue();
        assertThat(inbox.forget(topic, NOON.plus(7, ChronoUnit.DAYS), 5)).isFalse();

        assertThat(JDBC.sql("SELECT event_id FROM inbox WHERE topic = ? ORDER BY 1").param(topic.value()).query(String.class)
                .list()).containsExactly("e7", "e8", "e9");
    }

    @Test
    void aVersionIsNewerOnceAndAnOlderOneNever() {
        var versions = new JdbcVersions(JDBC, () -> NOON);

        assertThat(List.of(isNewer(versions, 2), isNewer(versions, 2), isNewer(versions, 1), isNewer(versions, 3)))
                .containsExactly(true, false, false, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "25P03", "25P04", "53100", "53300", "08006", "57P01", "57P02",
            "57P03", "58030"})
    void whatPassesByItselfIsToldByItsState(String state) {
        assertThat(inbox.isTransient(raised(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "22012", "42P01", "42501", "P0001", "0A000"})
    void whatIsTheEventsOwnFaultIsToldByItsState(String state) {
        assertThat(inbox.isTransient(raised(state))).isFalse();
    }

    private static Throwable raised(String state) {
        return catchThrowable(
                () -> JDBC.sql("DO $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '%s'; END $$".formatted(state)).update());
    }

    @Test
    void versionsAreAskedForInATransactionOnly() {
        assertThatThrownBy(() -> new JdbcVersions(JDBC, () -> NOON).isNewer(event(1L)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new TransactionTemplate(TRANSACTIONS)
                .executeWithoutResult(s -> new JdbcVersions(JDBC, () -> NOON).isNewer(event(null))))
                .hasMessageContaining("about(subject, version)");
    }

    private boolean isNewer(JdbcVersions versions, long version) {
        return Boolean.TRUE
                .equals(new TransactionTemplate(TRANSACTIONS).execute(status -> versions.isNewer(event(version))));
    }

    private EventMetadata event(@Nullable Long version) {
        return new EventMetadata(new EventId("x"), new EventTypeName("test.baked"), topic, BAKER, NOON, "loaf", version,
                Cause.user());
    }

    private Outcome advance(@Nullable Bookmark known, Bookmark next, String... ids) {
        return inbox.advance(step(known, next), arrivals(ids), effects::add);
    }

    private Step step(@Nullable Bookmark known, Bookmark next) {
        return new Step(topic.value(), 0, topic, known, next, NOON);
    }

    private static List<Arrival> arrivals(String... ids) {
        return List.of(ids).stream().map(id -> new Arrival(BAKER, new EventId(id), NOON)).toList();
    }

    private static Bookmark at(long next) {
        return new Bookmark("topic", next);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
