package dev.gatehouse.autoconfigure;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;

import dev.gatehouse.contract.Contracts;
import dev.gatehouse.sealing.kafka.GuardedSerializer;

/** Whatever producer factory or template an application has, Spring Boot's or its own: nothing unsealed or undeclared leaves it. */
final class GuardedProducers implements BeanPostProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedProducers.class);
    private final Contracts contracts;

    GuardedProducers(Contracts contracts) {
        this.contracts = contracts;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // the factory's types are what its serializers say
    public Object postProcessAfterInitialization(Object bean, String name) {
        switch (bean) {
            case DefaultKafkaProducerFactory factory -> {
                factory.setKeySerializer(new ByteArraySerializer());
                factory.setValueSerializer(new GuardedSerializer(contracts));
            }
            case ProducerFactory<?, ?> other ->
                throw new GatehouseConfigurationException("'%s' makes producers past the platform".formatted(name),
                        "a %s cannot be kept from sending plaintext".formatted(other.getClass().getName()),
                        "Publish with DirectEvents or Events, and take the bean away");
            case KafkaTemplate template -> template.setProducerListener(new Quiet<>());
            default -> {
            }
        }
        return bean;
    }

    /** Spring Kafka's own would log key and payload of what could not be sent. */
    private static final class Quiet<K, V> implements ProducerListener<K, V> {
        @Override
        public void onError(ProducerRecord<K, V> record, @Nullable RecordMetadata metadata, Exception failure) {
            LOG.warn("a record was not sent to {}: {}", record.topic(), failure.getClass().getSimpleName());
        }
    }
}
