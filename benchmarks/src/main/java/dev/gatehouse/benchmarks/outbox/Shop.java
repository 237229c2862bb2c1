package dev.gatehouse.benchmarks.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.benchmarks.OneKey;
import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.delivery.jdbc.JdbcGrantPublisher;
import dev.gatehouse.delivery.jdbc.OutboxEvents;
import dev.gatehouse.delivery.jdbc.OutboxRelay;
import dev.gatehouse.delivery.kafka.KafkaCourier;
import dev.gatehouse.demo.estate.AclSpec;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.demo.estate.TopicSpec;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;
import dev.gatehouse.sealing.kafka.GrantTopics;

/** A service with a database, a broker beside it, both over mutual TLS; wired as by the platform but for Spring Boot. */
final class Shop implements AutoCloseable {
    static final TopicName ORDERS = new TopicName("orders.v1");
    private static final Realm REALM = new Realm("local-demo");
    private static final ServiceName SHOP = new ServiceName("shop");
    private static final ServiceName KITCHEN = new ServiceName("kitchen");
    private static final int PARTITIONS = 6;

    final Estate estate;
    final HikariDataSource pool;
    final JdbcClient sql;
    final TransactionTemplate transaction;
    final OutboxEvents events;
    private final ContractReading contract = new ContractReading(new Contract(REALM, SHOP, List.of(topic())), Instant.now());
    private final SealingSessions sessions;
    private final KafkaProducer<byte[], byte[]> grantProducer;
    private volatile Runnable committed = () -> {};

    Shop(Path folder) {
        estate = Estate.start(folder, InstantSource.system());
        provision();
        pool = new HikariDataSource(pool());
        sql = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        sql.sql(resource("/db/gatehouse/V1__outbox.sql")).update();
        sql.sql(resource("/db/gatehouse/V2__inbox.sql")).update();
        var grants = new JdbcGrantPublisher(pool, REALM, InstantSource.system(), notice -> {});
        var directory = new DirectoryReading(Instant.now(), List.of(key(SHOP).publicHalf(), key(KITCHEN).publicHalf()), Map.of());
        sessions = new SealingSessions(() -> contract, () -> directory, new OneKey(key(SHOP)), grants, InstantSource.system(),
                SessionLimits.STANDARD, alarm -> {});
        grantProducer = new KafkaProducer<>(producer(1), new ByteArraySerializer(), new ByteArraySerializer());
        var sealer = new EventSealer(new EventKinds(() -> contract, Shop.class.getClassLoader()),
                new Attributes("//%s/%s".formatted(REALM, SHOP)), any -> {
                    throw new IllegalStateException("keys are plain here");
                }, sessions, InstantSource.system());
        events = new OutboxEvents(pool, sealer, grants, () -> committed.run());
        while (sessions.states().getFirst().age().isEmpty()) {
            sessions.tick();
            Thread.onSpinWait();
        }
    }

    /** Started. */
    OutboxRelay relay() {
        var admin = Admin.create(estate.clientProperties(SHOP.value()));
        var courier = new KafkaCourier(
                () -> new KafkaProducer<>(producer(1), new ByteArraySerializer(), new ByteArraySerializer()),
                new GrantTopics(grantProducer, topics -> ids(admin, topics), topics -> Map.of()), () -> contract);
        var relay = new OutboxRelay(connections(SHOP.value()), courier, () -> contract, InstantSource.system(), notice -> {});
        committed = relay::wake;
        relay.start();
        return relay;
    }

    private static Map<String, Uuid> ids(Admin admin, Collection<String> topics) {
        var ids = new HashMap<String, Uuid>();
        admin.describeTopics(topics).topicNameValues()
                .forEach((topic, answer) -> ids.put(topic, answer.toCompletionStage().toCompletableFuture().join().topicId()));
        return ids;
    }

    /** As the platform sets them. */
    Map<String, Object> producer(int inFlight) {
        var properties = new HashMap<>(estate.clientProperties(SHOP.value()));
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, inFlight);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return properties;
    }

    DataSource connections(String role) {
        var files = estate.identityFolder(role);
        var properties = new Properties();
        properties.setProperty("user", role);
        properties.setProperty("sslmode", "verify-full");
        properties.setProperty("sslcert", files.resolve("certificate.pem").toString());
        properties.setProperty("sslkey", files.resolve("key.pem").toString());
        properties.setProperty("sslrootcert", files.resolve("ca.pem").toString());
        properties.setProperty("pemKeyAlgorithm", "EC");
        return new DriverManagerDataSource(estate.database().settings().jdbcUrl(), properties);
    }

    private HikariConfig pool() {
        var configuration = new HikariConfig();
        configuration.setDataSource(connections(SHOP.value()));
        configuration.setMaximumPoolSize(10);
        return configuration;
    }

    private void provision() {
        JdbcClient.create(connections(DatabaseSettings.OPERATOR))
                .sql("CREATE ROLE shop LOGIN; GRANT CONNECT ON DATABASE gatehouse TO shop; CREATE SCHEMA shop AUTHORIZATION shop")
                .update();
        estate.provision(
                List.of(new TopicSpec(ORDERS.value(), PARTITIONS, Map.of()), new TopicSpec(ORDERS + ".grants", 1, Map.of())),
                List.of(write(ORDERS.value()), write(ORDERS + ".grants")));
    }

    private static AclSpec write(String topic) {
        return new AclSpec(SHOP.value(), ResourceType.TOPIC, topic, AclOperation.WRITE);
    }

    private static TopicContract topic() {
        return new TopicContract(ORDERS, ORDERS.value(), SHOP, Protection.SEALED, KeyKind.PLAIN, AppendTime.LOG_APPEND_TIME,
                List.of(new TopicContract.Reader(KITCHEN, null)), List.of(new TopicContract.Writer(SHOP, null)),
                Map.of(new EventTypeName("shop.order.changed"),
                        new TopicContract.Schema("schemas/order-changed.v1.json",
                                HexFormat.of().formatHex(sha256(resource("/schemas/order-changed.v1.json"))))),
                Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    private static OwnKeyVersion key(ServiceName service) {
        return OwnKeyVersion.fromSeeds(REALM, service, 1, sha256("kem " + service), sha256("sign " + service), Instant.EPOCH);
    }

    private static String resource(String path) {
        try (var in = Shop.class.getResourceAsStream(path)) {
            if (in == null)
                throw new IllegalStateException(path + " is not on the class path");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        sessions.close();
        grantProducer.close();
        pool.close();
        estate.close();
    }
}
