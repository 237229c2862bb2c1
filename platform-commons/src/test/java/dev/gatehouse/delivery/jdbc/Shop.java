package dev.gatehouse.delivery.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.ContractReading;
import dev.gatehouse.contract.Contracts;
import dev.gatehouse.contract.KeyKind;
import dev.gatehouse.contract.Protection;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.delivery.OutboxNotice;
import dev.gatehouse.demo.estate.Estate;
import dev.gatehouse.events.About;
import dev.gatehouse.events.Cause;
import dev.gatehouse.events.EventType;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PseudonymKey;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.OneKey;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;

import static org.awaitility.Awaitility.await;

/** A shop with a database tells its kitchen of orders; each shop has a role, a schema and a topic of its own. */
final class Shop implements AutoCloseable {
    static final Realm REALM = new Realm("local-demo");
    private static final ServiceName KITCHEN = new ServiceName("kitchen");

    @EventType("shop.order.changed")
    record OrderChanged(String text, double weight) {}

    final ServiceName name;
    final TopicName orders;
    final ShopDatabase database;
    final HikariDataSource pool;
    final JdbcClient sql;
    final TransactionTemplate transaction;
    final JdbcGrantPublisher grants;
    final SealingSessions sessions;
    final OutboxEvents events;
    final List<OutboxNotice> notices = new CopyOnWriteArrayList<>();
    final List<OutboxRelay> relays = new ArrayList<>();
    Instant now = Instant.now();
    private final KeyKind key;

    Shop(Estate estate, String name, KeyKind key) {
        this.name = new ServiceName(name);
        this.orders = new TopicName(name + "-orders.v1");
        this.key = key;
        this.database = new ShopDatabase(estate, name);
        this.pool = pool();
        this.sql = JdbcClient.create(pool);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(pool));
        this.grants = new JdbcGrantPublisher(pool, REALM, clock(), notices::add);
        this.sessions = sessions();
        this.events = new OutboxEvents(pool, sealer(), grants, () -> relays.forEach(OutboxRelay::wake));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sessions.tick();
            return sessions.states().getFirst().age().isPresent();
        });
    }

    static OrderChanged changed(String text) {
        return new OrderChanged(text, 1);
    }

    static About about(String order, long version) {
        return About.about(order, version).because(Cause.user());
    }

    /** In a transaction of its own. */
    void publish(String order, long version) {
        transaction.executeWithoutResult(status -> events.publish(changed("order"), about(order, version)));
    }

    OutboxRelay relay(Courier courier) {
        var relay = new OutboxRelay(database.connections(), courier, contracts(), clock(), notices::add);
        relays.add(relay);
        relay.start();
        return relay;
    }

    /** Moved by the test. */
    InstantSource clock() {
        return () -> now;
    }

    Contracts contracts() {
        var reading = new ContractReading(new Contract(REALM, name, List.of(topic())), now);
        return () -> reading;
    }

    long rows(String table) {
        return sql.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    void awaitEmpty() {
        await().atMost(Duration.ofSeconds(60)).until(() -> rows("outbox") == 0);
    }

    private TopicContract topic() {
        return new TopicContract(orders, orders.value(), name, Protection.SEALED, key, AppendTime.LOG_APPEND_TIME,
                List.of(new TopicContract.Reader(KITCHEN, null)), List.of(new TopicContract.Writer(name, null)),
                Map.of(new EventTypeName("shop.order.changed"),
                        new TopicContract.Schema("schemas/written.v1.json", schemaHash())),
                Duration.ofDays(1), Duration.ofDays(16), 1 << 20);
    }

    private EventSealer sealer() {
        return new EventSealer(new EventKinds(contracts(), Shop.class.getClassLoader()),
                new Attributes("//%s/%s".formatted(REALM, name)),
                topic -> PseudonymKey.fromBytes(Arrays.copyOf(new byte[]{1}, 32)), sessions, clock());
    }

    private SealingSessions sessions() {
        var own = keyOf(name);
        var directory = new DirectoryReading(now, List.of(own.publicHalf(), keyOf(KITCHEN).publicHalf()), Map.of());
        return new SealingSessions(contracts(), () -> directory, new OneKey(own), grants, clock(), SessionLimits.STANDARD,
                alarm -> {});
    }

    static OwnKeyVersion keyOf(ServiceName service) {
        return OwnKeyVersion.fromSeeds(REALM, service, 1, sha256(("kem " + service).getBytes(StandardCharsets.UTF_8)),
                sha256(("sign " + service).getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
    }

    private HikariDataSource pool() {
        var configuration = new HikariConfig();
        configuration.setDataSource(database.connections());
        configuration.setMaximumPoolSize(8);
        configuration.setMinimumIdle(1);
        configuration.setConnectionTimeout(5_000);
        configuration.setInitializationFailTimeout(-1);
        return new HikariDataSource(configuration);
    }

    private static String schemaHash() {
        try (var in = Shop.class.getResourceAsStream("/schemas/written.v1.json")) {
            return HexFormat.of().formatHex(sha256(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        relays.forEach(OutboxRelay::close);
        sessions.close();
        pool.close();
    }
}
