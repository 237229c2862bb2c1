package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.jdbc.TestDatabase;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.Sealing;
import dev.gatehouse.sealing.SealingSessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A reader with a database, over a real broker: each event has its effect once, in order, whatever fails and is repeated. */
@Tag("delivery")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private final Topics topics = new Topics();
    private final Ledger ledger = new Ledger();
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;

    @BeforeAll
    void start(@TempDir Path data) {
        TestDatabase.prepare("clerk");
        office = new Office(data, "inbox");
        clerk = startClerk(ledger);
        notary = office.startNotary();
        await().atMost(BOUND).until(() -> notary.getBean(SealingSessions.class).states().stream()
                .filter(s -> s.topic().equals(office.letters)).allMatch(s -> s.age().isPresent()));
    }

    @AfterAll
    void stop() {
        office.close();
        topics.close();
    }

    @Test
    void aRepeatedEventAndAReplayedRecordHaveNoSecondEffect() {
        send(0, "once", "id-once");
        send(0, "once", "id-once");
        var record = topics.all(office.letters.value()).getLast();
        topics.put(new ProducerRecord<>(record.topic(), 0, record.key(), record.value(), record.headers()));
        topics.put(new ProducerRecord<>(record.topic(), 1, record.key(), record.value(), record.headers()));
        send(0, "behind once");
        send(1, "beside once");

        Ledger.awaitWritten("behind once");
        Ledger.awaitWritten("beside once");
        assertThat(Ledger.written("once")).isOne();
    }

    @Test
    void aBugAtOneEventOfABatchLeavesTheOthersAppliedInOrder() {
        int before = quarantined().size();
        ledger.failAt("gate", jdbc -> {
            throw unavailable();
        });
        ledger.failAt("row 07", jdbc -> {
            throw new IllegalStateException("canary");
        });
        send(0, "gate");
        IntStream.range(0, 20).forEach(i -> send(0, "row %02d".formatted(i)));
        ledger.heal("gate");

        Ledger.awaitWritten("row 19");
        assertThat(Ledger.writtenLike("row ")).isEqualTo(IntStream.range(0, 20).filter(i -> i != 7)
                .mapToObj("row %02d"::formatted).collect(Collectors.joining(",")));
        assertThat(quarantined()).hasSize(before + 1);
        ledger.heal("row 07");
    }

    @Test
    void aCrashBetweenHandlerAndCommitLeavesNothingBehindAndTheEffectComesOnce() {
        int before = quarantined().size();
        ledger.failAt("crash", jdbc -> {
            ledger.heal("crash");
            var pid = jdbc.sql("SELECT pg_backend_pid()").query(Long.class).single();
            TestDatabase.value("operator", "SELECT pg_terminate_backend(%d)".formatted(pid));
        });
        send(1, "crash");
        send(1, "behind crash");

        Ledger.awaitWritten("behind crash");
        assertThat(ledger.attempts("crash")).isEqualTo(2);
        assertThat(Ledger.written("crash")).isOne();
        assertThat(quarantined()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "57P03"})
    void whatPassesByItselfPausesThePartitionAndNeverQuarantines(String state) {
        int before = quarantined().size();
        ledger.failAt("state " + state, raising(state));
        send(2, "state " + state);
        send(2, "behind " + state);
        ledger.awaitAttempts("state " + state, 2);
        send(0, "beside " + state);
        Ledger.awaitWritten("beside " + state);
        assertThat(ledger.attempts("behind " + state)).isZero();

        ledger.heal("state " + state);
        Ledger.awaitWritten("behind " + state);
        assertThat(Ledger.written("state " + state)).isOne();
        assertThat(quarantined()).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "P0001"})
    void whatIsTheEventsOwnFaultIsQuarantinedAndThePartitionGoesOn(String state) {
        int before = quarantined().size();
        ledger.failAt("fault " + state, raising(state));
        send(2, "fault " + state);
        send(2, "after " + state);

        Ledger.awaitWritten("after " + state);
        assertThat(Ledger.written("fault " + state)).isZero();
        assertThat(quarantined()).hasSize(before + 1).last()
                .satisfies(r -> assertThat(Topics.header(r, "gatehouse-code")).isEqualTo("NOT_APPLIED"));
    }

    @Test
    void aHandlerThatSwallowsAFailedStatementIsFoundOut() {
        ledger.failAt("swallowed", jdbc -> {
            try {
                jdbc.sql("SELECT 1 / 0").query(Integer.class).single();
            } catch (RuntimeException swallowed) {
                return;
            }
        });
        send(1, "swallowed");
        send(1, "after swallowed");

        Ledger.awaitWritten("after swallowed");
        assertThat(Ledger.written("swallowed")).isZero();
        assertThat(quarantined()).last()
                .satisfies(r -> assertThat(Topics.header(r, "gatehouse-code")).isEqualTo("NOT_APPLIED"));
    }

    @Test
    void poisonBetweenEventsDoesNotStopThePartition() {
        int before = quarantined().size();
        send(0, "before poison");
        topics.put(tampered(topics.all(office.letters.value()).stream().filter(r -> r.partition() == 0).toList().getLast()));
        topics.put(sealed("{\"text\":7,\"weight\":1}"));
        topics.put(new ProducerRecord<>(office.letters.value(), 0, null, "plain".getBytes(StandardCharsets.US_ASCII)));
        topics.put(new ProducerRecord<>(office.letters.value(), 0, null, new byte[0]));
        send(0, "between poison");
        topics.put(new ProducerRecord<>(office.letters.value(), 0, null, null));

        Ledger.awaitWritten("between poison");
        await().atMost(BOUND).until(() -> quarantined().size() == before + 5);
        assertThat(quarantined().subList(before, before + 5)).extracting(r -> Topics.header(r, "gatehouse-code"))
                .containsExactlyInAnyOrder("TAMPERED", "BAD_PAYLOAD", "PLAINTEXT", "PLAINTEXT", "MALFORMED");
        await().atMost(BOUND).until(() -> topics.committed("clerk", new TopicPartition(office.letters.value(), 0))
                .equals(storedNext(0)));
    }

    @Test
    void offsetAndEffectAreOneTransaction() {
        send(1, "with its offset");
        Ledger.awaitWritten("with its offset");

        var last = topics.all(office.letters.value()).stream().filter(r -> r.partition() == 1).mapToLong(ConsumerRecord::offset)
                .max().orElseThrow();
        assertThat(storedNext(1)).hasValue(last + 1);
        assertThat(TestDatabase.value("clerk", "SELECT log_time > now() - interval '1 hour' FROM inbox_position")).isEqualTo("t");
    }

    @Test
    void aDatabaseThatIsDownPausesThePartitionsAndLosesNothing() {
        send(0, "before the fall");
        Ledger.awaitWritten("before the fall");
        var database = Office.ESTATE.database();
        database.kill9();
        IntStream.range(0, 3).forEach(p -> send(p, "during the fall " + p));
        database.start();

        IntStream.range(0, 3).forEach(p -> Ledger.awaitWritten("during the fall " + p));
        IntStream.range(0, 3).forEach(p -> assertThat(Ledger.written("during the fall " + p)).isOne());
    }

    @Test
    void anotherInstanceThatJoinsAndLeavesDoublesNothing() {
        int before = quarantined().size();
        var texts = new ArrayList<String>();
        for (int round = 0; round < 2; round++) {
            var second = new Ledger();
            var other = startClerk(second);
            await().atMost(BOUND).until(() -> {
                sendMany(texts);
                return second.isBusy();
            });
            other.close();
            sendMany(texts);
        }

        await().atMost(BOUND).untilAsserted(() -> assertThat(Ledger.writtenLike("many ").split(",")).hasSize(texts.size()));
        assertThat(Ledger.writtenLike("many ").split(",")).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(quarantined()).hasSize(before);
    }

    @Test
    void aReaderThatEndsWhilePausedFindsTheRecordAgain() {
        ledger.failAt("interrupted", raising("57P03"));
        send(2, "before it");
        Ledger.awaitWritten("before it");
        send(2, "interrupted");
        ledger.awaitAttempts("interrupted", 2);

        clerk.close();
        var last = topics.all(office.letters.value()).stream().filter(r -> r.partition() == 2).mapToLong(ConsumerRecord::offset)
                .max().orElseThrow();
        assertThat(topics.committed("clerk", new TopicPartition(office.letters.value(), 2))).hasValue(last);
        ledger.heal("interrupted");
        clerk = startClerk(ledger);

        Ledger.awaitWritten("interrupted");
        assertThat(Ledger.written("before it")).isOne();
    }

    private static ProducerRecord<byte[], byte[]> tampered(ConsumerRecord<byte[], byte[]> record) {
        var value = record.value().clone();
        value[value.length - 1] ^= 1;
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers());
    }

    /** By the notary itself, on the first partition, past its check of the schema. */
    private ProducerRecord<byte[], byte[]> sealed(String payload) {
        var key = "ledger".getBytes(StandardCharsets.US_ASCII);
        var headers = new Attributes("//%s/notary".formatted(Office.REALM)).of(new EventTypeName("test.letter.sent"),
                EventId.random(), "ledger", Instant.now(), About.about("ledger").because(Cause.user()));
        var sealing = notary.getBean(Sealer.class).seal(office.letters, key, headers,
                payload.getBytes(StandardCharsets.US_ASCII));
        var record = new ProducerRecord<>(office.letters.value(), 0, key, ((Sealing.Sealed) sealing).value());
        headers.forEach(h -> record.headers().add(h.name(), h.value()));
        return record;
    }

    private void sendMany(List<String> texts) {
        for (int i = 0; i < 9; i++) {
            texts.add("many %d".formatted(texts.size()));
            send(i % 3, texts.getLast());
        }
    }

    private ConfigurableApplicationContext startClerk(Ledger letters) {
        var started = office.startWithDatabase(Office.CLERK, office.notesOfClerk, letters);
        letters.in(started);
        return started;
    }

    private static Consumer<JdbcClient> raising(String state) {
        return jdbc -> jdbc.sql("DO $$ BEGIN RAISE EXCEPTION 'canary' USING ERRCODE = '%s'; END $$".formatted(state)).update();
    }

    private static RuntimeException unavailable() {
        return new CompletionException(new NotSentException(NotSentException.Code.UNAVAILABLE, "as the test wants it"));
    }

    private java.util.Optional<Long> storedNext(int partition) {
        return java.util.Optional.of(Long.valueOf(TestDatabase.value("clerk",
                "SELECT next_offset FROM inbox_position WHERE topic = '%s' AND partition = %d".formatted(office.letters,
                        partition))));
    }

    private void send(int partition, String text) {
        send(partition, text, EventId.random().value());
    }

    private void send(int partition, String text, String id) {
        var subject = IntStream.iterate(0, i -> i + 1).mapToObj(i -> "box-" + i)
                .filter(s -> Utils.toPositive(Utils.murmur2(s.getBytes(StandardCharsets.UTF_8))) % 3 == partition).findFirst()
                .orElseThrow();
        notary.getBean(DirectEvents.class).send(new LetterSent(text, 1),
                About.about(subject).because(Cause.schedule()).withId(new EventId(id))).join();
    }

    private List<ConsumerRecord<byte[], byte[]>> quarantined() {
        return topics.all(office.letters + ".quarantine.clerk");
    }
}
