package dev.gatehouse.delivery.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventType;
import dev.gatehouse.events.NotSentException;
import dev.gatehouse.events.NotSentException.Code;
import dev.gatehouse.keys.PseudonymKey;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The notary sends notes; sealing is a stand-in that shows what it was given. */
class KafkaDirectEventsTest {
    private static final ServiceName NOTARY = new ServiceName("notary");
    private static final Cause CAUSE = new Cause.Event(new EventId("cause"), new EventId("cause"));
    private final MockProducer<byte[], byte[]> producer = new MockProducer<>(false, null, new ByteArraySerializer(),
            new ByteArraySerializer());
    private Sealing sealing = new Sealing.Sealed(new byte[100]);

    @EventType("test.note.taken")
    record Note(String text, double weight) {}

    @Test
    void completesWithTheEventsIdOnlyWhenItIsAcknowledged() {
        var sent = events(KeyKind.PLAIN).send(note(), About.about("ledger").because(Cause.user()).withId(new EventId("mine")));
        assertThat(sent).isNotDone();

        producer.completeNext();
        assertThat(sent).isCompletedWithValue(new EventId("mine"));
    }

    @Test
    void theSubjectIsTheKeySoThatEventsAboutItStayInOrder() {
        send(KeyKind.PLAIN, About.about("ledger", 7).because(Cause.user()));

        assertThat(record().key()).isEqualTo("ledger".getBytes(StandardCharsets.UTF_8));
        assertThat(header("ce_subject")).isEqualTo("ledger");
        assertThat(header("ce_sequence")).isEqualTo("7");
    }

    @Test
    void aPseudonymousTopicShowsTheSubjectNowhere() {
        send(KeyKind.PSEUDONYMOUS, About.about("flat 7").because(Cause.user()));

        assertThat(new String(record().key(), StandardCharsets.US_ASCII)).matches("[0-9a-f]{32}").isEqualTo(header("ce_subject"));
        assertThat(record().toString()).doesNotContain("flat 7");
    }

    @Test
    void anEventThatAnotherCausedHasTheSameIdWheneverItIsSent() {
        send(KeyKind.PLAIN, About.about("ledger", 7).because(CAUSE));
        var first = header("ce_id");
        send(KeyKind.PLAIN, About.about("ledger", 7).because(CAUSE));
        assertThat(header("ce_id")).isEqualTo(first);

        send(KeyKind.PLAIN, About.about("ledger", 8).because(CAUSE));
        assertThat(header("ce_id")).isNotEqualTo(first);
    }

    @Test
    void pseudonymsOfDifferentListsDiffer() {
        var events = events(KeyKind.PSEUDONYMOUS);

        assertThat(events.eventId(Note.class, "a", "bc")).isEqualTo(events.eventId(Note.class, "a", "bc"))
                .isNotEqualTo(events.eventId(Note.class, "ab", "c"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> events(KeyKind.PLAIN).eventId(Note.class, "a")).withMessageContaining("key: pseudonymous");
    }

    @Test
    void refusesWithoutASessionAndSendsNothing() {
        sealing = new Sealing.NoSession();
        refuses(note(), Code.NO_SESSION);
    }

    @Test
    void refusesWhatViolatesItsSchema() {
        refuses(new Note("canary".repeat(100), 1), Code.BAD_PAYLOAD);
    }

    @Test
    void refusesNumbersThatAreNone() {
        refuses(new Note("canary", Double.NaN), Code.BAD_PAYLOAD);
        refuses(new Note("canary", Double.POSITIVE_INFINITY), Code.BAD_PAYLOAD);
    }

    @Test
    void refusesWhatNoReaderWouldAccept() {
        sealing = new Sealing.Malformed("more than 32 bound headers");
        refuses(note(), Code.BAD_PAYLOAD);
    }

    @Test
    void saysDeniedAlsoOfAProducerThatWasRefusedBefore() {
        producer.sendException = new KafkaException("canary", new ClusterAuthorizationException("canary"));
        refuses(note(), Code.DENIED);
    }

    @Test
    void refusesWhatTheTopicCouldNotHold() {
        sealing = new Sealing.Sealed(new byte[1 << 20]);
        refuses(note(), Code.TOO_LARGE);
    }

    @Test
    void refusesATypeThatTheContractDoesNotName() {
        refuses("a String", Code.NOT_DECLARED);
    }

    static Stream<Arguments> failures() {
        return Stream.of(Arguments.of(new TimeoutException("canary"), Code.UNAVAILABLE),
                Arguments.of(new SslAuthenticationException("canary"), Code.UNAVAILABLE),
                Arguments.of(new TopicAuthorizationException("canary"), Code.DENIED),
                Arguments.of(new RecordTooLargeException("canary"), Code.TOO_LARGE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhyItWasNotAcknowledgedInItsOwnWords(RuntimeException failure, Code code) {
        var sent = events(KeyKind.PLAIN).send(note(), About.about("ledger").because(Cause.user()));
        producer.errorNext(failure);

        assertNotSent(sent, code);
    }

    @Test
    void tellsWhyNothingCouldBeSentAtAll() {
        producer.sendException = new TimeoutException("canary");

        refuses(note(), Code.UNAVAILABLE);
    }

    private void send(KeyKind key, About about) {
        assertThat(events(key).send(note(), about)).isNotNull();
    }

    private void refuses(Object event, Code code) {
        assertThatExceptionOfType(NotSentException.class)
                .isThrownBy(() -> events(KeyKind.PLAIN).send(event, About.about("ledger").because(Cause.user())))
                .withMessageNotContaining("canary").satisfies(e -> assertThat(e.code()).isEqualTo(code));
        assertThat(producer.history()).isEmpty();
    }

    private static void assertNotSent(CompletableFuture<EventId> sent, Code code) {
        assertThat(sent).isCompletedExceptionally();
        assertThat(sent.exceptionNow()).isInstanceOfSatisfying(NotSentException.class,
                e -> assertThat(e.code()).isEqualTo(code)).hasMessageNotContaining("canary");
    }

    private static Note note() {
        return new Note("text", 1);
    }

    private ProducerRecord<byte[], byte[]> record() {
        return producer.history().getLast();
    }

    private String header(String name) {
        return new String(record().headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private KafkaDirectEvents events(KeyKind key) {
        var kinds = new EventKinds(
                () -> new ContractReading(new Contract(new Realm("local-test"), NOTARY, List.of(notes(key))), Instant.EPOCH),
                KafkaDirectEventsTest.class.getClassLoader());
        return new KafkaDirectEvents(kinds, new Attributes("//local-test/notary"),
                topic -> PseudonymKey.fromBytes(Arrays.copyOf(new byte[]{1}, 32)),
                (topic, recordKey, headers, payload) -> sealing,
                producer, InstantSource.fixed(Instant.EPOCH));
    }

    private static TopicContract notes(KeyKind key) {
        var name = new TopicName("notes.v1");
        return new TopicContract(name, name.value(), NOTARY, Protection.SEALED, key, AppendTime.LOG_APPEND_TIME,
                List.of(new TopicContract.Reader(new ServiceName("clerk"), null)),
                List.of(new TopicContract.Writer(NOTARY, null)),
                Map.of(new EventTypeName("test.note.taken"), new TopicContract.Schema("schemas/written.v1.json", schemaHash())),
                Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    private static String schemaHash() {
        try (var in = KafkaDirectEventsTest.class.getResourceAsStream("/schemas/written.v1.json")) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
