package dev.gatehouse.delivery.jdbc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.delivery.kafka.KafkaCourier;
import dev.gatehouse.demo.estate.AclSpec;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.demo.estate.TopicSpec;
import dev.gatehouse.sealing.kafka.GrantTopics;

import static dev.gatehouse.delivery.jdbc.Shop.about;
import static dev.gatehouse.delivery.jdbc.Shop.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Between a real database and a real broker, both killed in the middle of it: nothing lost, nothing out of order. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("delivery")
class OutboxCrashTest {
    private static final int ORDERS = 40;
    private static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;
    private static Estate estate;
    private final Map<String, Long> committed = new ConcurrentHashMap<>();
    private final List<AutoCloseable> clients = new ArrayList<>();
    private volatile boolean enough;

    @BeforeAll
    static void startEstate() {
        estate = Estate.start(folder, InstantSource.system());
    }

    @AfterEach
    void closeClients() throws Exception {
        for (var client : clients)
            client.close();
    }

    @AfterAll
    static void stopEstate() {
        estate.broker().kill9();
        estate.database().kill9();
        estate.close();
    }

    @Test
    void nothingIsLostAndNothingOutOfOrderWhateverIsKilledInTheMiddle() {
        try (var shop = new Shop(estate, "shop-crash", KeyKind.PLAIN)) {
            provision(shop);
            shop.relay(courier(shop));
            var customers = IntStream.range(0, 4)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> buy(shop), Thread::startVirtualThread)).toList();

            awaitCommitted(400);
            estate.broker().kill9();
            estate.broker().start();
            awaitCommitted(800);
            estate.database().kill9();
            estate.database().start();
            awaitCommitted(1_200);
            shop.relays.getFirst().close();
            shop.relay(courier(shop));
            awaitCommitted(1_600);
            enough = true;
            customers.forEach(CompletableFuture::join);
            shop.awaitEmpty();

            var firsts = new Kitchen(estate, shop.orders.value()).firsts();
            assertThat(firsts).hasSameSizeAs(committed);
            committed.forEach((order, version) -> assertThat(firsts.get(order)).as(order).startsWith(upTo(version)));
            // One whose commit nobody acknowledged may be there too, but in its place.
            firsts.values().forEach(versions -> assertThat(versions).isSorted());
        }
    }

    @Test
    void aRecordThatTheBrokerRefusesStopsTheOutboxUntilTheTopicTakesIt() {
        try (var shop = new Shop(estate, "shop-large", KeyKind.PLAIN)) {
            provision(shop);
            limit(shop, 100);
            var relay = shop.relay(courier(shop));
            shop.publish("cake", 1);
            await().atMost(BOUND).until(relay::isStopped);
            shop.publish("cake", 2);
            shop.publish("bread", 1);

            limit(shop, 1 << 20);
            shop.awaitEmpty();
            assertThat(new Kitchen(estate, shop.orders.value()).firsts())
                    .isEqualTo(Map.of("cake", List.of(1L, 2L), "bread", List.of(1L)));
            assertThat(shop.notices).hasAtLeastOneElementOfType(OutboxNotice.Stopped.class).endsWith(new OutboxNotice.Resumed());
        }
    }

    /** Changes orders until it is enough, each in a transaction; several at once, and one in five is rolled back. */
    private void buy(Shop shop) {
        var random = ThreadLocalRandom.current();
        while (!enough)
            try {
                var order = "order " + random.nextInt(ORDERS);
                long next = 1 + shop.sql.sql("SELECT coalesce(max(version), 0) FROM aggregate WHERE subject = ?").param(order)
                        .query(Long.class).single();
                boolean keep = random.nextInt(5) > 0;
                shop.transaction.executeWithoutResult(status -> {
                    shop.events.publish(changed("order"), about(order, next));
                    if (!keep)
                        status.setRollbackOnly();
                });
                if (keep)
                    committed.merge(order, next, Math::max);
            } catch (RuntimeException e) {
                // The database is gone, or another customer was faster: another time.
            }
    }

    private void awaitCommitted(long events) {
        await().atMost(BOUND).until(() -> committed.values().stream().mapToLong(v -> v).sum() >= events);
    }

    private static Long[] upTo(long version) {
        return LongStream.rangeClosed(1, version).boxed().toArray(Long[]::new);
    }

    private KafkaCourier courier(Shop shop) {
        var properties = new HashMap<>(estate.clientProperties(shop.name.value()));
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        var bytes = new ByteArraySerializer();
        var admin = Admin.create(estate.clientProperties(shop.name.value()));
        var grants = new KafkaProducer<>(properties, bytes, bytes);
        clients.addAll(List.of(admin, grants));
        return new KafkaCourier(() -> new KafkaProducer<>(properties, bytes, bytes),
                new GrantTopics(grants, names -> ids(admin, names), names -> Map.of()), shop.contracts());
    }

    private static Map<String, Uuid> ids(Admin admin, Collection<String> names) {
        var ids = new HashMap<String, Uuid>();
        admin.describeTopics(names).topicNameValues().forEach(
                (name, answer) -> ids.put(name, answer.toCompletionStage().toCompletableFuture().join().topicId()));
        return ids;
    }

    private static void provision(Shop shop) {
        var topics = new ArrayList<TopicSpec>();
        var rights = new ArrayList<AclSpec>();
        for (var topic : List.of(shop.orders.value(), shop.orders + ".grants")) {
            topics.add(new TopicSpec(topic, topic.endsWith(".grants") ? 1 : 3, Map.of()));
            rights.add(new AclSpec(shop.name.value(), ResourceType.TOPIC, topic, AclOperation.WRITE));
            rights.add(new AclSpec(shop.name.value(), ResourceType.TOPIC, topic, AclOperation.DESCRIBE));
        }
        estate.provision(topics, rights);
    }

    private static void limit(Shop shop, int bytes) {
        try (var admin = Admin.create(estate.clientProperties("operator"))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, shop.orders.value()), List.of(
                    new AlterConfigOp(new ConfigEntry("max.message.bytes", "" + bytes), AlterConfigOp.OpType.SET)))).all()
                    .toCompletionStage().toCompletableFuture().join();
        }
    }
}
