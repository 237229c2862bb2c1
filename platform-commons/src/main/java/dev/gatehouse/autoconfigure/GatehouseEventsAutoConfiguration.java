package dev.gatehouse.autoconfigure;

import java.time.InstantSource;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.ResolvableType;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.contract.PolledContract;
import dev.gatehouse.delivery.Attributes;
import dev.gatehouse.delivery.EventKinds;
import dev.gatehouse.delivery.SeenEvents;
import dev.gatehouse.delivery.kafka.DirectWork;
import dev.gatehouse.delivery.kafka.Handlers;
import dev.gatehouse.delivery.kafka.KafkaDirectEvents;
import dev.gatehouse.delivery.kafka.Quarantine;
import dev.gatehouse.events.DirectEvents;
import dev.gatehouse.events.EventHandler;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.sealing.Opener;
import dev.gatehouse.sealing.Sealer;
import dev.gatehouse.sealing.kafka.GuardedSerializer;

/** What the author of a service uses: direct sends, pseudonyms, and handlers that are called. */
@AutoConfiguration(after = GatehouseSealingAutoConfiguration.class)
public final class GatehouseEventsAutoConfiguration {
    @Bean
    EventKinds gatehouseEventKinds(PolledContract contract) {
        return new EventKinds(contract.latest().contract(), getClass().getClassLoader());
    }

    @Bean(destroyMethod = "close")
    Producer<byte[], byte[]> gatehouseEventProducer(ProducerFactory<?, ?> factory, PolledContract contract, ClientIds ids) {
        return new KafkaProducer<>(KafkaClients.producer(factory, ids.of("events")),
                new ByteArraySerializer(), new GuardedSerializer(contract));
    }

    @Bean
    KafkaDirectEvents gatehouseKafkaEvents(EventKinds kinds, Realm realm, ServiceName service, PseudonymKeys pseudonyms,
            Sealer sealer,
            Producer<byte[], byte[]> gatehouseEventProducer, InstantSource time) {
        return new KafkaDirectEvents(kinds, new Attributes("//%s/%s".formatted(realm, service)), pseudonyms, sealer,
                gatehouseEventProducer, time);
    }

    /** Audited outside of what sends. */
    @Bean
    @Primary
    DirectEvents gatehouseDirectEvents(KafkaDirectEvents events, Audit audit, InstantSource time) {
        return new AuditedDirectEvents(events, audit, time);
    }

    @Bean
    Handlers gatehouseHandlers(ObjectProvider<EventHandler<?>> handlers, EventKinds kinds) {
        var all = new Handlers();
        handlers.orderedStream().forEach(handler -> all.add(kinds, eventOf(handler), handler));
        return all;
    }

    @Bean
    DirectWork gatehouseWork(Opener opener, Handlers handlers, Producer<byte[], byte[]> gatehouseEventProducer,
            ServiceName service,
            Audit audit, MeterRegistry meters, InstantSource time) {
        return new DirectWork(opener, handlers, new SeenEvents(), new Quarantine(gatehouseEventProducer, service),
                new DeliveryAudit(audit, meters, time));
    }

    @Bean
    Listeners gatehouseListeners(PolledContract contract, ConsumerFactory<?, ?> factory, DirectWork work, Upkeep upkeep,
            ClientIds ids) {
        var properties = KafkaClients.consumer(factory);
        // One poll is one unit of work; with 500 small records it stays far below the poll interval.
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        var bytes = new DefaultKafkaConsumerFactory<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        return new Listeners(contract.latest().contract(), bytes, work, upkeep.thread(), ids);
    }

    private static Class<?> eventOf(EventHandler<?> handler) {
        var event = ResolvableType.forClass(EventHandler.class, AopUtils.getTargetClass(handler)).resolveGeneric(0);
        if (event == null)
            throw new GatehouseConfigurationException(
                    "the event that %s handles cannot be told".formatted(handler.getClass().getName()),
                    "a lambda does not say what its parameter is",
                    "Write a class that implements EventHandler with its record class");
        return event;
    }
}
