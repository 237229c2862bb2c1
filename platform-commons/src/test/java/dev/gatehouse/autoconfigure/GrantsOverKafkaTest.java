package dev.gatehouse.autoconfigure;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.demo.estate.TopicSpec;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.SessionId;
import dev.gatehouse.sealing.kafka.GrantLog;
import dev.gatehouse.sealing.kafka.KafkaGrantPublisher;

import static dev.gatehouse.autoconfigure.Topics.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a reader finds in grants topics, and what a producer does when a grant is gone, over a real broker. */
class GrantsOverKafkaTest {
    private static final String READER = "grant-reader";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final Topics topics = new Topics();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Consumer<byte[], byte[]>> consumers = new ArrayList<>();
    private final LogTime time = new LogTime(System::nanoTime);
    private final TopicContract topic = topic();

    @AfterEach
    void close() throws Exception {
        for (var one : open.reversed())
            one.close();
        topics.close();
    }

    @Test
    void theLogIsReadFromItsStart() {
        provision(topic);
        put(1, "before");

        awaitFound(log(topic), 1);
    }

    @Test
    void aGrantThatAppearsLaterIsFoundAndAnEndIsAnsweredOnlyWhenItWasFetchedAfterTheRequest() {
        provision(topic);
        var log = log(topic);
        for (int id = 0; id < 5; id++) {
            put(id, "later");
            var request = log.requestEnd(topic.topic());
            await().pollInterval(Duration.ofMillis(5)).atMost(Duration.ofSeconds(20))
                    .until(() -> log.readTo(topic.topic(), request));
            assertThat(log.find(topic.topic(), id(id))).hasSize(1);
            assertThat(log.readTo(topic.topic(), request + 1)).isFalse();
        }
    }

    @Test
    void whatIsNoGrantIsPassedOver() {
        provision(topic);
        topics.put(new ProducerRecord<>(topic.grants(), 0, bytes("short"), bytes("x")));
        topics.put(new ProducerRecord<>(topic.grants(), 0, null, bytes("x")));
        topics.put(new ProducerRecord<>(topic.grants(), 0, id(1).bytes(), null));
        put(2, "good");

        var log = log(topic);

        awaitFound(log, 2);
        assertThat(log.positions().get(topic.topic())).satisfies(at -> assertThat(at.sessions()).isEqualTo(1));
    }

    @Test
    void aTopicThatWasMadeAnewHasNoneOfTheOldGrants() {
        provision(topic);
        put(1, "old");
        put(2, "old");
        var log = log(topic);
        awaitFound(log, 2);

        answer(topics.admin.deleteTopics(List.of(topic.grants())).all());
        await().until(() -> !answer(topics.admin.listTopics().names()).contains(topic.grants()));
        provision(topic);
        put(3, "new");
        consumers.getLast().wakeup(); // looks at the topics' ids now and not within 30 s

        // The consumer itself may have found the new topic before.
        await().until(() -> log.find(topic.topic(), id(1)).isEmpty());
        awaitFound(log, 3);
    }

    @Test
    void aCrashOfTheBrokerIsSurvived() {
        provision(topic);
        put(1, "before");
        var log = log(topic);
        awaitFound(log, 1);

        Office.ESTATE.broker().kill9();
        Office.ESTATE.broker().start();
        put(2, "after");

        awaitFound(log, 2);
        assertThat(log.find(topic.topic(), id(1))).hasSize(1);
    }

    @Test
    void rightsThatComeLateAreEnoughAndAForbiddenTopicHoldsUpNoOther() {
        var forbidden = topic();
        provision(topic);
        topics.allow(right(topic, AclOperation.READ));
        Office.ESTATE.provision(List.of(new TopicSpec(forbidden.grants(), 1, Map.of("message.timestamp.type", "LogAppendTime"))),
                List.of());
        put(1, "allowed");
        topics.put(new ProducerRecord<>(forbidden.grants(), 0, id(2).bytes(), bytes("forbidden")));
        var log = log(topic, forbidden);

        awaitFound(log, 1);
        var request = log.requestEnd(forbidden.topic());
        await().until(() -> log.readTo(topic.topic(), request));
        assertThat(log.readTo(forbidden.topic(), request)).isFalse();
        assertThat(log.find(forbidden.topic(), id(2))).isEmpty();

        topics.allow(right(forbidden, AclOperation.READ));
        await().atMost(Duration.ofSeconds(20)).until(() -> log.readTo(forbidden.topic(), request));
        assertThat(log.find(forbidden.topic(), id(2))).hasSize(1);
    }

    @Test
    void aTopicThatIsFollowedLaterIsReadFromItsStartAndOneThatIsLeftIsForgotten() {
        var left = topic();
        provision(topic);
        provision(left);
        put(1, "early");
        var log = log(left);
        await().atMost(Duration.ofSeconds(20)).until(() -> isCaughtUp(log, left));

        log.follow(List.of(topic));

        awaitFound(log, 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> isCaughtUp(log, topic));
        assertThat(log.positions()).containsOnlyKeys(topic.topic());
        assertThat(log.readTo(left.topic(), 0)).isFalse();
    }

    @Test
    void aLogThatReadsNothingBeginsWhenThereIsSomething() {
        provision(topic);
        put(1, "early");
        var log = log();

        log.follow(List.of(topic));
        awaitFound(log, 1);
        log.follow(List.of());
        await().atMost(Duration.ofSeconds(20)).until(() -> log.positions().isEmpty());
        log.follow(List.of(topic));

        awaitFound(log, 1);
    }

    private static boolean isCaughtUp(GrantLog log, TopicContract topic) {
        var position = log.positions().get(topic.topic());
        return position != null && position.isCaughtUp();
    }

    @Test
    void aTimeThatItsWriterChoseIsNotBelieved() {
        Office.ESTATE.provision(List.of(new TopicSpec(topic.grants(), 1, Map.of("message.timestamp.type", "CreateTime",
                "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)))), List.of());
        topics.allow(right(topic, AclOperation.READ));
        var future = Instant.now().plus(Duration.ofDays(3650));
        topics.put(new ProducerRecord<>(topic.grants(), 0, future.toEpochMilli(), id(1).bytes(), bytes("forged")));
        var other = topic();
        provision(other);
        var log = log(topic, other);

        var request = log.requestEnd(topic.topic());
        await().atMost(Duration.ofSeconds(20)).until(() -> log.readTo(other.topic(), request));

        assertThat(log.readTo(topic.topic(), request)).isFalse();
        assertThat(log.find(topic.topic(), id(1))).isEmpty();
        assertThat(time.now()).isBefore(future);
    }

    @Test
    void aGrantThatIsGoneIsSentAgainAndOneThatIsThereIsNot() {
        provision(topic);
        var publisher = publisher();
        publisher.publish(topic.topic(), id(1), grant("once")).toCompletableFuture().join();
        publisher.recheck();
        assertThat(topics.all(topic.grants())).hasSize(1);

        var partition = new TopicPartition(topic.grants(), 0);
        answer(topics.admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all());
        publisher.recheck();

        await().untilAsserted(() -> assertThat(topics.all(topic.grants())).singleElement()
                .satisfies(r -> assertThat(r.value()).isEqualTo(grant("once"))));
    }

    @Test
    void aGrantIsSentAgainToATopicThatWasMadeAnew() {
        provision(topic);
        var publisher = publisher();
        publisher.publish(topic.topic(), id(1), grant("moved")).toCompletableFuture().join();
        publisher.recheck();

        answer(topics.admin.deleteTopics(List.of(topic.grants())).all());
        await().until(() -> !answer(topics.admin.listTopics().names()).contains(topic.grants()));
        publisher.recheck();
        provision(topic);
        put(9, "another's");
        publisher.recheck();

        await().untilAsserted(() -> assertThat(topics.all(topic.grants())).extracting(r -> SessionId.of(r.key()))
                .containsExactly(id(9), id(1)));
    }

    private GrantLog log(TopicContract... read) {
        var log = new GrantLog(List.of(read), this::consumer, asker().ids(), time, InstantSource.system());
        open.add(log);
        return log;
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = Office.ESTATE.clientProperties(READER);
        properties.put("auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumers.add(consumer);
        return consumer;
    }

    private KafkaAsker asker() {
        var asker = new KafkaAsker(Admin.create(Office.ESTATE.clientProperties(READER)));
        open.add(asker);
        return asker;
    }

    private KafkaGrantPublisher publisher() {
        topics.allow(right(topic, AclOperation.WRITE));
        var producer = new KafkaProducer<>(Office.ESTATE.clientProperties(READER), new ByteArraySerializer(),
                new ByteArraySerializer());
        open.add(producer);
        var asker = asker();
        return new KafkaGrantPublisher(producer, any -> topic.grants(), asker.ids(), asker.ranges(), InstantSource.system());
    }

    private void provision(TopicContract contract) {
        Office.ESTATE.provision(List.of(new TopicSpec(contract.grants(), 1, Map.of("message.timestamp.type", "LogAppendTime"))),
                List.of());
        topics.allow(right(contract, AclOperation.READ));
    }

    private void put(int id, String value) {
        topics.put(new ProducerRecord<>(topic.grants(), 0, id(id).bytes(), bytes(value)));
    }

    private void awaitFound(GrantLog log, int id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> !log.find(topic.topic(), id(id)).isEmpty());
    }

    private static AclBinding right(TopicContract topic, AclOperation operation) {
        return new AclBinding(new ResourcePattern(ResourceType.TOPIC, topic.grants(), PatternType.LITERAL),
                new AccessControlEntry("User:" + READER, "*", operation, AclPermissionType.ALLOW));
    }

    private static TopicContract topic() {
        var name = new TopicName("granted-%d.v1".formatted(NUMBER.incrementAndGet()));
        return new TopicContract(name, name.value(), new ServiceName("notary"), Protection.SEALED, KeyKind.PLAIN,
                AppendTime.LOG_APPEND_TIME, List.of(), List.of(), Map.of(), Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    private static SessionId id(int number) {
        return SessionId.of(ByteBuffer.allocate(16).putInt(number).array());
    }

    private static byte[] grant(String text) {
        return ("GS\u0001" + text).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
