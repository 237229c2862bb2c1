package dev.gatehouse.autoconfigure;

import java.time.InstantSource;
import java.util.HashMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;

import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.local.LocalDirectory;
import dev.gatehouse.keys.local.LocalKeys;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.SealingSessions;
import dev.gatehouse.sealing.SessionLimits;
import dev.gatehouse.sealing.kafka.GrantLog;
import dev.gatehouse.sealing.kafka.GuardedSerializer;
import dev.gatehouse.sealing.kafka.KafkaGrantPublisher;

/** The sessions in which this service seals, the grants that it publishes and reads, and the opener of what it reads. */
@AutoConfiguration(after = {GatehouseKeysAutoConfiguration.class, KafkaAutoConfiguration.class})
public final class GatehouseSealingAutoConfiguration {
    @Bean
    ClientIds gatehouseClientIds(ServiceName service) {
        return ClientIds.of(service);
    }

    @Bean
    LogTime gatehouseLogTime() {
        return new LogTime(System::nanoTime);
    }

    /** Asks for the contract no earlier than something is sent: what post-processes beans comes before all of them. */
    @Bean
    static GuardedProducers gatehouseGuard(ObjectProvider<PolledContract> contract) {
        return new GuardedProducers(() -> contract.getObject().latest());
    }

    @Bean
    KafkaAsker gatehouseKafkaAsker(KafkaAdmin admin, ClientIds ids) {
        var properties = new HashMap<>(admin.getConfigurationProperties());
        properties.put("client.id", ids.of("asker"));
        return new KafkaAsker(Admin.create(properties));
    }

    @Bean(destroyMethod = "close")
    Producer<byte[], byte[]> gatehouseGrantProducer(ProducerFactory<?, ?> factory, PolledContract contract, ClientIds ids) {
        var properties = KafkaClients.producer(factory, ids.of("grants"));
        return new RecoveringProducer(
                () -> new KafkaProducer<>(properties, new ByteArraySerializer(), new GuardedSerializer(contract)),
                System::nanoTime);
    }

    @Bean
    KafkaGrantPublisher gatehouseGrantPublisher(Producer<byte[], byte[]> gatehouseGrantProducer, PolledContract contract,
            KafkaAsker asker,
            InstantSource time) {
        return new KafkaGrantPublisher(gatehouseGrantProducer, topic -> contract.latest().contract().written().stream()
                .filter(t -> t.topic().equals(topic)).findFirst().orElseThrow().grants(), asker.ids(), asker.ranges(), time);
    }

    @Bean(destroyMethod = "close")
    SealingSessions gatehouseSessions(PolledContract contract, LocalDirectory directory, KeyRing ring,
            KafkaGrantPublisher publisher,
            InstantSource time, SealingAudit audit) {
        return new SealingSessions(contract, directory, ring, publisher, time, SessionLimits.STANDARD, audit::alarm);
    }

    /** Counted outside of what seals. */
    @Bean
    @Primary
    Sealer gatehouseSealer(SealingSessions sessions, MeterRegistry meters) {
        return new CountedSealer(sessions, meters);
    }

    @Bean
    Upkeep gatehouseUpkeep(SealingSessions sessions, PolledContract contract, LocalKeys keys, LocalDirectory directory,
            KafkaGrantPublisher publisher, SealingAudit audit, KeyWatch watch, ContractFollower follower,
            GatehouseProperties properties, InstantSource time) {
        return new Upkeep(sessions, () -> {
            contract.refresh();
            audit.keys(keys::refresh);
            directory.refresh(contract.latest().contract().neighbours());
            watch.look();
            follower.look();
        }, publisher::recheck, () -> contract.latest().contract().neighbours().stream()
                .anyMatch(service -> directory.latest().active(service, time.instant()).isEmpty()), properties.keys().poll(),
                time);
    }

    @Bean(destroyMethod = "close")
    GrantLog gatehouseGrantLog(PolledContract contract, ConsumerFactory<?, ?> factory, KafkaAsker asker, LogTime logTime,
            InstantSource time, ClientIds ids, ContractFollower follower) {
        var properties = KafkaClients.consumer(factory);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, ids.of("grants"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000); // one thread reads all topics: none may hold it up
        var log = new GrantLog(contract.latest().contract().read(),
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                asker.ids(), logTime, time);
        follower.tell(now -> log.follow(now.read()));
        return log;
    }

    @Bean
    Opener gatehouseOpener(PolledContract contract, LocalDirectory directory, KeyRing ring, GrantLog grants, LogTime logTime,
            InstantSource time) {
        return new Opener(contract, directory, ring, grants, logTime, time);
    }

    @Bean
    HealthIndicator sealingHealthIndicator(SealingSessions sessions,
            ObjectProvider<GatehouseOutboxAutoConfiguration.OutboxSessions> outbox, PolledContract contract,
            LocalDirectory directory,
            KeyRing ring, KeyWatch watch, GrantLog grants, InstantSource time) {
        var own = outbox.getIfAvailable();
        return new SealingHealth(sessions, own == null ? null : own.all(), contract, directory, ring, watch, grants::positions,
                time);
    }

    @Bean
    SessionAges gatehouseSessionAges(SealingSessions sessions, PolledContract contract, ContractFollower follower) {
        var ages = new SessionAges(sessions, contract.latest().contract());
        follower.tell(ages::follow);
        return ages;
    }
}
