package dev.gatehouse.autoconfigure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.local.LocalRevocations;
import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.Grants;
import dev.gatehouse.sealing.Header;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.SealedRecord;
import dev.gatehouse.sealing.Verdict;

import static dev.gatehouse.autoconfigure.Office.CLERK;
import static dev.gatehouse.autoconfigure.Office.NOTARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Keys that change while two services run over a real broker; they look at the directory each second, instead of every 30 s. */
class KeysOverKafkaTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    /** Of a revocation: a poll of one second, a tick, and what a busy machine adds. 60 s are promised with polls of 30 s. */
    private static final Duration REVOKED = Duration.ofSeconds(10);
    private static int number;

    private final Topics topics = new Topics();
    private final List<CompletableFuture<EventId>> sent = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    @TempDir
    private Path data;
    private Office office;
    private ConfigurableApplicationContext clerk;
    private ConfigurableApplicationContext notary;
    private AuditLines audit;

    @BeforeEach
    void start() {
        office = new Office(data, "keys" + ++number);
        office.arguments.addAll(List.of("--gatehouse.keys.poll=1s", "--gatehouse.keys.lead=3s"));
        clerk = office.startClerk();
        notary = office.startNotary();
        audit = new AuditLines();
        await().atMost(BOUND).until(() -> !health(notary).containsValue("no session"));
    }

    @AfterEach
    void stop() {
        sender.shutdownNow();
        office.close();
        topics.close();
        audit.close();
    }

    @Test
    void readersAndProducersGoOverToNewKeysWhileEventsFlowAndNoneIsLost() throws Exception {
        var sending = sender.scheduleAtFixedRate(this::sendLetter, 0, 20, TimeUnit.MILLISECONDS);
        office.lettersOfClerk.awaitApplied("letter 0");

        var reader = KeyId.parse(made(clerk).get("keyId").asString());
        await().atMost(BOUND).until(() -> wrappedTo(reader));
        var signer = KeyId.parse(made(notary).get("keyId").asString());
        await().atMost(BOUND).until(() -> signedBy(signer));
        int after = sent.size() + 5;
        await().atMost(BOUND).until(() -> sent.size() > after);
        assertThat(sending.isDone()).isFalse();
        endSending();

        for (int i = 0; i < sent.size(); i++)
            office.lettersOfClerk.awaitApplied("letter " + i);
        assertThat(sent).allMatch(letter -> !letter.isCompletedExceptionally());
        assertThat(topics.all(quarantine())).isEmpty();
        assertThat(verdicts(topics.all(office.letters.value()))).hasSameSizeAs(sent).allMatch(Verdict.Opened.class::isInstance);
    }

    @Test
    void aRevokedProducerSealsNothingMoreAndWhatItSealedBeforeIsNotAcceptedAnyMore() {
        sendLetter();
        office.lettersOfClerk.awaitApplied("letter 0");
        var before = topics.last(office.letters.value());

        revoke(NOTARY);

        await().atMost(REVOKED).until(() -> health(notary).containsKey("ownKeysRevoked"));
        await().atMost(REVOKED).until(() -> clerk.getBean(Directory.class).latest().active(NOTARY, Instant.now()).isEmpty());
        await().atMost(REVOKED)
                .untilAsserted(() -> assertThatThrownBy(() -> send("after").join()).hasStackTraceContaining("NO_SESSION"));
        var replayed = topics.put(new ProducerRecord<>(before.topic(), before.partition(), before.key(), before.value(),
                before.headers()));
        await().atMost(REVOKED).untilAsserted(() -> assertThat(topics.all(quarantine())).singleElement().satisfies(record -> {
            assertThat(Topics.header(record, "gatehouse-code")).isEqualTo("BAD_SIGNER");
            assertThat(Topics.header(record, "gatehouse-original-offset")).isEqualTo(Long.toString(replayed.offset()));
        }));
        assertThat(audit.codes()).contains("OWN_KEYS_REVOKED", "SIGNER_REVOKED", "BAD_SIGNER");
    }

    @Test
    void nothingIsSealedForARevokedReaderUntilItIsReinstatedWithANewVersion() throws Exception {
        revoke(CLERK);
        await().atMost(REVOKED)
                .untilAsserted(() -> assertThatThrownBy(() -> send("for nobody").join()).hasStackTraceContaining("NO_SESSION"));
        assertThat(call("operator", "POST", clerk, "/actuator/keys")).contains("409");
        assertThat(audit.codes()).contains("NO_READER", "SERVICE_REVOKED");

        revocations().reinstate(CLERK, Instant.now());
        var next = made(clerk);

        assertThat(next.get("version").asInt()).isEqualTo(2);
        await().atMost(REVOKED).ignoreExceptions().until(() -> send("for the clerk again").join() != null);
        office.lettersOfClerk.awaitApplied("for the clerk again");
        assertThat(health(clerk)).doesNotContainKey("ownKeysRevoked").containsEntry("keyVersion", 2);
    }

    @Test
    void theOperatorAloneMayHaveAVersionMadeAndItIsAudited() throws Exception {
        for (var other : new String[]{"stranger", "notary", "clerk", "provisioner"}) {
            assertThat(call(other, "POST", clerk, "/actuator/keys")).startsWith("403");
            assertThat(call(other, "GET", clerk, "/actuator/keys")).startsWith("403");
        }
        assertThat(call(null, "POST", clerk, "/actuator/keys")).startsWith("403");
        assertThat(audit.codes()).hasSize(9).containsOnly("FORBIDDEN", "NO_CERTIFICATE");
        for (var elsewhere : List.of("/actuator/health", "/actuator/metrics", "/actuator/keys/1", "/actuator"))
            assertThat(call("operator", "POST", clerk, elsewhere)).startsWith("403");
        for (var method : List.of("DELETE", "PUT", "PATCH"))
            assertThat(call("operator", method, clerk, "/actuator/keys")).startsWith("403");
        assertThat(clerk.getBean(KeyRing.class).versions()).hasSize(1);

        assertThat(made(clerk).get("signs").asBoolean()).isFalse();

        assertThat(clerk.getBean(KeyRing.class).versions()).hasSize(2);
        assertThat(audit.codes()).containsSubsequence("KEY_VERSION_ORDERED", "KEY_VERSION_MADE");
        assertThat(audit.all()).filteredOn(line -> line.get("code").asString().equals("KEY_VERSION_MADE")).singleElement()
                .satisfies(line -> assertThat(line.get("subject").asString()).isEqualTo("operator"));
        assertThat(call("operator", "GET", clerk, "/actuator/keys")).contains("\"version\":1", "\"version\":2", "\"signs\":true");
        assertThat(call("operator", "GET", clerk, "/actuator/metrics/gatehouse.key.age")).startsWith("200");
    }

    private void sendLetter() {
        sent.add(send("letter " + sent.size()));
    }

    private CompletableFuture<EventId> send(String text) {
        return notary.getBean(DirectEvents.class).send(new LetterSent(text, 1), About.about("box").because(Cause.user()));
    }

    private void endSending() throws InterruptedException {
        sender.shutdown();
        assertThat(sender.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private JsonNode made(ConfigurableApplicationContext service) throws Exception {
        var answer = call("operator", "POST", service, "/actuator/keys");
        assertThat(answer).startsWith("200");
        return new JsonMapper().readTree(answer.substring(4));
    }

    /** @return status and body */
    private static String call(@Nullable String as, String method, ConfigurableApplicationContext service, String path)
            throws Exception {
        try (var client = TestClient.with(Office.ESTATE.authority().certificatePem(),
                as == null ? null : Office.ESTATE.identity(as))) {
            var answer = client.send(method, TestService.peerPort(service), path);
            return answer.statusCode() + " " + answer.body();
        }
    }

    private void revoke(ServiceName service) {
        revocations().revoke(service, Instant.now());
    }

    private LocalRevocations revocations() {
        return new LocalRevocations(data, Office.REALM, problem -> {
            throw new AssertionError(problem);
        });
    }

    private static Map<String, Object> health(ConfigurableApplicationContext service) {
        return service.getBean(SealingHealth.class).health().getDetails();
    }

    private boolean wrappedTo(KeyId reader) {
        return topics.all(office.letters + ".grants").stream().anyMatch(grant -> statement(grant).contains(hex(reader)));
    }

    private boolean signedBy(KeyId signer) {
        return topics.all(office.letters + ".grants").stream().anyMatch(grant -> statement(grant).contains(hex(signer)));
    }

    private static String statement(ConsumerRecord<byte[], byte[]> grant) {
        return new String(grant.value(), 0, 200, StandardCharsets.ISO_8859_1);
    }

    private static String hex(KeyId id) {
        return new String(ByteBuffer.allocate(8).putLong(id.value()).array(), StandardCharsets.ISO_8859_1);
    }

    private String quarantine() {
        return office.letters + ".quarantine.clerk";
    }

    /** By an opener that has not seen a session yet. */
    private List<Verdict> verdicts(List<ConsumerRecord<byte[], byte[]>> records) {
        var opener = new Opener(clerk.getBean(Contracts.class), clerk.getBean(Directory.class), clerk.getBean(KeyRing.class),
                clerk.getBean(Grants.class), new LogTime(System::nanoTime), InstantSource.system());
        var verdicts = new ArrayList<Verdict>();
        for (var record : records) {
            var headers = new ArrayList<Header>();
            record.headers().forEach(h -> headers.add(new Header(h.key(), h.value())));
            verdicts.add(opener.open(new SealedRecord(new TopicName(record.topic()), record.partition(), record.offset(),
                    record.key(), headers, record.value(), Instant.ofEpochMilli(record.timestamp()),
                    AppendTime.LOG_APPEND_TIME)));
        }
        return verdicts;
    }
}
