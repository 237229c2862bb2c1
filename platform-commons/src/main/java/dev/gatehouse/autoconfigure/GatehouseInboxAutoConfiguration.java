package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.transaction.PlatformTransactionManager;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.delivery.jdbc.JdbcInbox;
import dev.gatehouse.delivery.jdbc.JdbcVersions;
import dev.gatehouse.delivery.kafka.Handlers;
import dev.gatehouse.delivery.kafka.InboxWork;
import dev.gatehouse.delivery.kafka.Quarantine;
import dev.gatehouse.delivery.kafka.Requeue;
import dev.gatehouse.events.Versions;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.LogTime;
import dev.gatehouse.sealing.Opener;

/** With a database, what handlers do is one transaction with the inbox. */
@AutoConfiguration(after = {GatehouseDatabaseAutoConfiguration.class, GatehouseSealingAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class}, before = GatehouseEventsAutoConfiguration.class)
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean({DataSource.class, JdbcClient.class, PlatformTransactionManager.class})
public final class GatehouseInboxAutoConfiguration {
    /** The service's idea of time goes on where it was. */
    @Bean
    JdbcInbox gatehouseInbox(JdbcClient jdbc, PlatformTransactionManager transactions, LogTime time) {
        var inbox = new JdbcInbox(jdbc, transactions);
        time.observe(inbox.time());
        return inbox;
    }

    @Bean
    Versions gatehouseVersions(JdbcClient jdbc, LogTime time) {
        return new JdbcVersions(jdbc, time::now);
    }

    @Bean
    Quarantine gatehouseQuarantine(Producer<byte[], byte[]> gatehouseEventProducer, ServiceName service) {
        return new Quarantine(gatehouseEventProducer, service);
    }

    @Bean
    InboxWork gatehouseInboxWork(Opener opener, Handlers handlers, JdbcInbox inbox, Quarantine quarantine, LogTime logTime,
            KafkaAsker asker, Audit audit, MeterRegistry meters, InstantSource time) {
        return new InboxWork(opener, handlers, inbox, quarantine, logTime, asker.ids(), new DeliveryAudit(audit, meters, time),
                System::nanoTime);
    }

    @Bean
    Requeue gatehouseRequeue(Opener opener, Handlers handlers, JdbcInbox inbox, Quarantine quarantine, LogTime logTime,
            KafkaAsker asker, ConsumerFactory<?, ?> factory, ClientIds ids, Audit audit, MeterRegistry meters,
            InstantSource time) {
        var properties = KafkaClients.consumer(factory);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, ids.of("requeue"));
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new Requeue(opener, handlers, inbox, quarantine, logTime, asker.ids(),
                () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                new DeliveryAudit(audit, meters, time));
    }

    @Bean
    RequeueEndpoint gatehouseRequeueEndpoint(Requeue requeue, PolledContract contract, Audit audit, InstantSource time) {
        return new RequeueEndpoint(requeue, contract, audit, time);
    }

    @Bean
    InboxUpkeep gatehouseInboxUpkeep(JdbcInbox inbox, PolledContract contract, LogTime time) {
        return new InboxUpkeep(inbox, () -> contract.latest().contract().read(), time);
    }
}
