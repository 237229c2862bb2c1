package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ProducerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.EventSealer;
import dev.gatehouse.delivery.jdbc.JdbcGrantPublisher;
import dev.gatehouse.delivery.jdbc.OutboxEvents;
import dev.gatehouse.delivery.jdbc.OutboxRelay;
import dev.gatehouse.delivery.kafka.KafkaCourier;
import dev.gatehouse.events.Events;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;
import dev.gatehouse.sealing.kafka.GrantTopics;
import dev.gatehouse.sealing.kafka.GuardedSerializer;

/** The outbox of a service that has a database: events that are published in its transactions, and the relay. */
@AutoConfiguration(after = {GatehouseEventsAutoConfiguration.class, GatehouseDatabaseAutoConfiguration.class,
        DataSourceAutoConfiguration.class})
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(DataSource.class)
public final class GatehouseOutboxAutoConfiguration {
    @Bean
    OutboxAudit gatehouseOutboxAudit(Audit audit, InstantSource time) {
        return new OutboxAudit(audit, time);
    }

    @Bean
    @DependsOnDatabaseInitialization
    JdbcGrantPublisher gatehouseOutboxGrants(DataSource database, Realm realm, InstantSource time, OutboxAudit audit) {
        return new JdbcGrantPublisher(database, realm, time, audit);
    }

    /** A session belongs to one way: these are others than those of direct sends. No bean of their type, of which there is one. */
    @Bean
    OutboxSessions gatehouseOutboxSessions(PolledContract contract, LocalDirectory directory, KeyRing ring,
            JdbcGrantPublisher grants, InstantSource time, SealingAudit audit) {
        return new OutboxSessions(
                new SealingSessions(contract, directory, ring, grants, time, SessionLimits.STANDARD, audit::alarm));
    }

    record OutboxSessions(SealingSessions all) {}

    @Bean
    KafkaCourier gatehouseCourier(ProducerFactory<?, ?> factory, Producer<byte[], byte[]> gatehouseGrantProducer,
            PolledContract contract, KafkaAsker asker, ClientIds ids) {
        var properties = KafkaClients.producer(factory, ids.of("outbox"));
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // With one request on its way, what a request holds is what a round trip carries.
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaCourier(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new GuardedSerializer(contract)),
                new GrantTopics(gatehouseGrantProducer, asker.ids(), asker.ranges()), contract);
    }

    /** A service that makes its data source itself lends the relay a connection of it. */
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    OutboxRelay gatehouseRelay(ObjectProvider<DatabaseDoor> door, DataSource database, KafkaCourier courier,
            PolledContract contract, InstantSource time,
            OutboxAudit audit) {
        var own = door.getIfAvailable();
        return new OutboxRelay(own == null ? database : own.relay(), courier, contract, time, audit);
    }

    @Bean
    Events gatehouseEvents(DataSource database, EventKinds kinds, Realm realm, ServiceName service, PseudonymKeys pseudonyms,
            OutboxSessions sessions, MeterRegistry meters, JdbcGrantPublisher grants, OutboxRelay relay, Audit audit,
            InstantSource time) {
        var sealer = new EventSealer(kinds, new Attributes("//%s/%s".formatted(realm, service)), pseudonyms,
                new CountedSealer(sessions.all(), meters), time);
        return new AuditedEvents(new OutboxEvents(database, sealer, grants, relay::wake), new RefusedEvents(audit, time));
    }

    @Bean
    OutboxLife gatehouseOutboxLife(OutboxSessions sessions, OutboxRelay relay) {
        return new OutboxLife(sessions.all(), relay);
    }

    @Bean
    HealthIndicator outboxHealthIndicator(OutboxRelay relay) {
        return new OutboxHealth(relay);
    }

    /** No number from an instance that does not carry the outbox: it does not count, and the sum over all stays true. */
    @Bean
    MeterBinder gatehouseOutboxNumbers(OutboxRelay relay) {
        return registry -> {
            Gauge.builder("gatehouse.outbox.backlog", relay,
                    r -> r.backlog().isPresent() ? r.backlog().getAsLong() : Double.NaN).strongReference(true).register(registry);
            Gauge.builder("gatehouse.outbox.horizon.age", relay, r -> r.isActive() ? r.horizonAge().toSeconds() : Double.NaN)
                    .baseUnit("seconds").strongReference(true).register(registry);
            Gauge.builder("gatehouse.outbox.stopped", relay, r -> r.isStopped() ? 1 : 0).strongReference(true)
                    .register(registry);
        };
    }
}
