package dev.gatehouse.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.RefusalCode;
import dev.gatehouse.sealing.Renegade;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.Sealing;

import static dev.gatehouse.sealing.RefusalCode.BAD_GRANT;
import static dev.gatehouse.sealing.RefusalCode.BAD_PAYLOAD;
import static dev.gatehouse.sealing.RefusalCode.MALFORMED;
import static dev.gatehouse.sealing.RefusalCode.NOT_APPLIED;
import static dev.gatehouse.sealing.RefusalCode.PLAINTEXT;
import static dev.gatehouse.sealing.RefusalCode.TAMPERED;
import static dev.gatehouse.sealing.RefusalCode.UNKNOWN_SESSION;
import static dev.gatehouse.sealing.RefusalCode.WRONG_SOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Two services over a real broker, and everything that whoever can write the topic might put between their events. Each hostile
 * record is followed by a good one on the same partition, which must go through.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class SealedPathTest {
    private final Topics topics = new Topics();
    private AuditLines audit;
    private Office office;
    private ConfigurableApplicationContext notary;
    private ConfigurableApplicationContext clerk;
    private int goodOnes;

    @BeforeAll
    void start(@TempDir Path data) {
        office = new Office(data, "path");
        clerk = office.startClerk();
        notary = office.startNotary();
        audit = new AuditLines(); // not before, as a starting application takes all appenders away
        Office.awaitSessions(notary);
    }

    @AfterAll
    void stop() {
        office.close();
        topics.close();
        audit.close();
    }

    @Test
    void anEventReachesItsReaderAndNothingOfItsPayloadTheBroker() {
        var id = send("the canary sings");

        office.notesOfClerk.awaitApplied("the canary sings");

        var record = topics.last(name(office.notes));
        assertThat(Topics.header(record, "ce_id")).isEqualTo(id.value());
        var text = "the canary sings".getBytes(StandardCharsets.US_ASCII);
        var stored = new String(record.value(), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("canary", HexFormat.of().formatHex(text),
                Base64.getEncoder().withoutPadding().encodeToString(text));
        assertThat(record.value()).hasSize("{\"text\":\"the canary sings\",\"weight\":1.5}".length() + 38);
    }

    @Test
    void theReaderLearnsWhoProducedTheEventAndWhy() {
        var id = send("with metadata");

        office.notesOfClerk.awaitApplied("with metadata");

        assertThat(office.notesOfClerk.events).filteredOn(e -> e.id().equals(id)).singleElement().satisfies(event -> {
            assertThat(event.producer()).isEqualTo(Office.NOTARY);
            assertThat(event.topic()).isEqualTo(office.notes);
            assertThat(event.cause()).isEqualTo(Cause.schedule());
            assertThat(event.subject()).isEqualTo("ledger");
        });
    }

    @Test
    void aRepeatedEventHasNoSecondEffect() {
        var about = About.about("ledger").because(Cause.user()).withId(new EventId("once"));

        events().send(new NoteTaken("only once", 1), about).join();
        events().send(new NoteTaken("only once", 1), about).join();
        goodOne();

        assertThat(office.notesOfClerk.applied("only once")).isEqualTo(1);
    }

    @Test
    void aReplayedRecordHasNoSecondEffect() {
        var record = sealed("replayed");
        topics.put(record);
        topics.put(record);
        goodOne();

        assertThat(office.notesOfClerk.applied("replayed")).isEqualTo(1);
    }

    @Test
    void theTemplateOfTheFrameworkSendsNothingUnsealed(CapturedOutput output) {
        sendsNothing(notary.getBean("kafkaTemplate", KafkaTemplate.class), output);
    }

    @Test
    void aProducerFactoryOfTheApplicationsOwnSendsNothingUnsealed(CapturedOutput output) {
        try (var another = office.start(Office.NOTARY, OwnProducers.class)) {
            sendsNothing(another.getBean("ownTemplate", KafkaTemplate.class), output);
        }
    }

    @Test
    void refusesANullValue() {
        refused(plain(null), MALFORMED);
    }

    @Test
    void refusesAnEmptyValue() {
        refused(plain(""), PLAINTEXT);
    }

    @Test
    void refusesPlaintext() {
        refused(plain("{\"text\":\"canary\",\"weight\":1}"), PLAINTEXT);
    }

    @Test
    void refusesAnotherVersionOfTheEnvelope() {
        var record = sealed("version");
        record.value()[1] = 2;
        refused(record, MALFORMED);
    }

    @Test
    void refusesAnEnvelopeTooShortToHoldATag() {
        var record = sealed("short");
        refused(with(record, Arrays.copyOf(record.value(), 37)), MALFORMED);
    }

    @Test
    void refusesAFlippedBit() {
        var record = sealed("flipped");
        record.value()[30] ^= 1;
        refused(record, TAMPERED);
    }

    @Test
    void refusesAnotherKeyUnderTheSameSeal() {
        var record = sealed("rekeyed");
        var moved = new ProducerRecord<>(record.topic(), 0, bytes("another"), record.value(), record.headers());
        refused(moved, TAMPERED);
    }

    @Test
    void refusesAChangedHeader() {
        var record = sealed("retyped");
        record.headers().remove("ce_time").add("ce_time", bytes("2020-01-01T00:00:00Z"));
        refused(record, TAMPERED);
    }

    @Test
    void refusesADoubledHeader() {
        var record = sealed("doubled");
        record.headers().add("ce_type", bytes("test.note.forged"));
        refused(record, MALFORMED);
    }

    @Test
    void refusesATwinOfAHeaderInAnotherCase() {
        var record = sealed("twin");
        record.headers().add("CE_type", bytes("test.note.forged"));
        refused(record, MALFORMED);
    }

    @Test
    void refusesARecordThatClaimsToComeFromQuarantine() {
        var record = sealed("original");
        record.headers().add("gatehouse-original-topic", bytes("elsewhere"));
        refused(record, MALFORMED);
    }

    @Test
    void refusesARecordMovedFromAnotherTopicWithoutItsGrantAndWithIt() {
        var moved = sealed(office.letters, "test.letter.sent", "moved");
        var here = new ProducerRecord<>(name(office.notes), 0, moved.key(), moved.value(), moved.headers());

        clerk.getBean(LogTime.class).observe(Instant.now().plusSeconds(40)); // its grant could still come for 30 s
        refused(here, UNKNOWN_SESSION);

        topics.all(name(office.letters) + ".grants")
                .forEach(g -> topics.put(new ProducerRecord<>(name(office.notes) + ".grants", 0, g.key(), g.value())));
        refused(here, BAD_GRANT);
    }

    @Test
    void refusesASessionUnderWhichGarbageIsFiled() {
        var record = sealed("garbage");
        var session = bytes("sixteen bytes id");
        topics.put(new ProducerRecord<>(name(office.notes) + ".grants", 0, session, bytes("garbage")));
        System.arraycopy(session, 0, record.value(), 2, 16);
        refused(record, BAD_GRANT);
    }

    @Test
    void refusesAnEventThatNamesAnotherSourceThanItsProducer() {
        var renegade = renegade();
        topics.put(new ProducerRecord<>(name(office.notes) + ".grants", 0, renegade.sessionId(), renegade.grant()));
        var headers = headers("//%s/clerk".formatted(Office.REALM), "test.note.taken");
        var value = renegade.seal(bytes("ledger"), headers, bytes("{\"text\":\"x\",\"weight\":1}"));
        refused(record(office.notes, value, headers), WRONG_SOURCE);
    }

    @Test
    void refusesATypeThatIsNotDeclaredOnTheTopic() {
        refused(sealed(office.notes, "test.letter.sent", "undeclared"), BAD_PAYLOAD);
    }

    @Test
    void refusesAPayloadThatViolatesItsSchema() {
        refused(sealedBytes(bytes("{\"text\":7,\"weight\":1}")), BAD_PAYLOAD);
    }

    @Test
    void refusesAPayloadThatIsNotUtf8() {
        var bad = bytes("{\"text\":\"ab\",\"weight\":1}");
        bad[9] = (byte) 0xC0;
        bad[10] = (byte) 0xAF; // an overlong '/'
        refused(sealedBytes(bad), BAD_PAYLOAD);
    }

    @Test
    void refusesDeepNesting() {
        refused(sealedBytes(bytes("{\"text\":\"deep\",\"weight\":1,\"x\":%s1%s}".formatted("[".repeat(5000), "]".repeat(5000)))),
                BAD_PAYLOAD);
    }

    @Test
    void refusesAHugeNumber() {
        refused(sealedBytes(bytes("{\"text\":\"huge\",\"weight\":1e999999999}")), BAD_PAYLOAD);
    }

    @Test
    void refusesAPayloadWithoutContent() {
        refused(sealedBytes(new byte[0]), BAD_PAYLOAD);
    }

    @Test
    void refusesAnEventWithoutTheAttributesOfCloudEvents() {
        var headers = List.of(new Header("ce_id", bytes("x")),
                new Header("ce_source", bytes("//%s/notary".formatted(Office.REALM))));
        refused(record(office.notes, seal(office.notes, headers, bytes("{}")), headers), BAD_PAYLOAD);
    }

    @Test
    void quarantinesWhatItsHandlerCannotApply() {
        office.notesOfClerk.failAt("bug", () -> new IllegalStateException("canary"));
        refused(sealed("bug"), NOT_APPLIED);
    }

    @Test
    void survivesAHandlerThatThrowsAnError() {
        office.notesOfClerk.failAt("recursion", () -> new StackOverflowError("canary"));
        refused(sealed("recursion"), NOT_APPLIED);
    }

    @Test
    void survivesAHandlerThatThrowsAnUndeclaredCheckedException() {
        office.notesOfClerk.failAt("checked", () -> new Exception("canary"));
        refused(sealed("checked"), NOT_APPLIED);
    }

    @SuppressWarnings("unchecked") // a template as its author declared it
    private void sendsNothing(KafkaTemplate<?, ?> template, CapturedOutput output) {
        int before = topics.all(name(office.notes)).size();
        for (Object value : new Object[]{bytes("a canary of more than thirty-eight bytes"), "a canary in a String", null})
            assertThatThrownBy(() -> ((KafkaTemplate<Object, @Nullable Object>) template).send(name(office.notes), value).join())
                    .isInstanceOf(SerializationException.class)
                    .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> ((KafkaTemplate<Object, Object>) template).send("elsewhere.v1", "canary").join());
        assertThat(output).doesNotContain("canary");
        assertThat(topics.all(name(office.notes))).hasSize(before);
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnProducers {
        @Bean
        ProducerFactory<String, String> ownProducers(KafkaAdmin admin) {
            return new DefaultKafkaProducerFactory<>(admin.getConfigurationProperties(), new StringSerializer(),
                    new StringSerializer());
        }

        @Bean
        KafkaTemplate<String, String> ownTemplate(ProducerFactory<String, String> ownProducers) {
            return new KafkaTemplate<>(ownProducers);
        }
    }

    /** The attack, then a good event; the record lies in quarantine as it came, with its code, and the audit has one line. */
    private void refused(ProducerRecord<byte[], byte[]> hostile, RefusalCode code) {
        var sent = topics.put(hostile);
        goodOne();

        var quarantined = topics.all(name(office.notes) + ".quarantine.clerk").stream()
                .filter(r -> Topics.header(r, "gatehouse-original-offset").equals(Long.toString(sent.offset()))).toList();
        assertThat(quarantined).singleElement().satisfies(copy -> {
            assertThat(copy.key()).isEqualTo(hostile.key());
            assertThat(copy.value()).isEqualTo(hostile.value());
            assertThat(Topics.header(copy, "gatehouse-code")).isEqualTo(code.name());
            assertThat(Topics.header(copy, "gatehouse-original-topic")).isEqualTo(hostile.topic());
            assertThat(Topics.header(copy, "gatehouse-original-partition")).isEqualTo("0");
            assertThat(Topics.header(copy, "gatehouse-original-time")).isEqualTo(Long.toString(sent.timestamp()));
            var others = new ArrayList<>(List.of(copy.headers().toArray()));
            others.removeIf(h -> h.key().startsWith("gatehouse-"));
            var theirs = new ArrayList<>(List.of(hostile.headers().toArray()));
            theirs.removeIf(h -> h.key().startsWith("gatehouse-"));
            assertThat(others).isEqualTo(theirs);
            assertThat(copy.headers()).hasSize(theirs.size() + 5)
                    .noneMatch(h -> new String(h.value(), StandardCharsets.ISO_8859_1).contains("canary"));
        });
        assertThat(audit.all()).filteredOn(l -> l.path("offset").asLong(-1) == sent.offset()
                && l.path("topic").asString().equals(office.notes.value()) && l.get("service").asString().equals("clerk"))
                .singleElement().satisfies(line -> {
                    assertThat(line.get("code").asString()).isEqualTo(code.name());
                    assertThat(line.get("partition").asInt()).isZero();
                    assertThat(line.toString()).doesNotContain("canary");
                });
    }

    private void goodOne() {
        var text = "good one " + ++goodOnes;
        send(text);
        office.notesOfClerk.awaitApplied(text);
    }

    private EventId send(String text) {
        return events().send(new NoteTaken(text, 1.5), About.about("ledger").because(Cause.schedule())).join();
    }

    private DirectEvents events() {
        return notary.getBean(DirectEvents.class);
    }

    private static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> record, byte[] value) {
        return new ProducerRecord<>(record.topic(), 0, record.key(), value, record.headers());
    }

    private ProducerRecord<byte[], byte[]> plain(@Nullable String value) {
        var record = new ProducerRecord<>(name(office.notes), 0, bytes("ledger"), value == null ? null : bytes(value));
        headers("//%s/notary".formatted(Office.REALM), "test.note.taken")
                .forEach(h -> record.headers().add(new RecordHeader(h.name(), h.value())));
        return record;
    }

    private ProducerRecord<byte[], byte[]> sealed(String text) {
        return sealed(office.notes, "test.note.taken", text);
    }

    private ProducerRecord<byte[], byte[]> sealed(TopicName topic, String type, String text) {
        var headers = headers("//%s/notary".formatted(Office.REALM), type);
        return record(topic, seal(topic, headers, bytes("{\"text\":\"%s\",\"weight\":1}".formatted(text))), headers);
    }

    private ProducerRecord<byte[], byte[]> sealedBytes(byte[] payload) {
        var headers = headers("//%s/notary".formatted(Office.REALM), "test.note.taken");
        return record(office.notes, seal(office.notes, headers, payload), headers);
    }

    private byte[] seal(TopicName topic, List<Header> headers, byte[] payload) {
        return switch (notary.getBean(Sealer.class).seal(topic, bytes("ledger"), headers, payload)) {
            case Sealing.Sealed(var value) -> value;
            case Sealing other -> throw new AssertionError(other);
        };
    }

    private static List<Header> headers(String source, String type) {
        return new Attributes(source).of(new EventTypeName(type), EventId.random(), "ledger", Instant.now(),
                About.about("ledger").because(Cause.user()));
    }

    private static ProducerRecord<byte[], byte[]> record(TopicName topic, byte[] value, List<Header> headers) {
        var record = new ProducerRecord<>(name(topic), 0, bytes("ledger"), value);
        headers.forEach(h -> record.headers().add(new RecordHeader(h.name(), h.value())));
        return record;
    }

    private Renegade renegade() {
        return new Renegade(office.contract(Office.NOTARY), office.contract(office.notes),
                notary.getBean(LocalDirectory.class).latest(), office.keys(Office.NOTARY));
    }

    private static String name(TopicName topic) {
        return topic.value();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
