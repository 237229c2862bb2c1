package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.delivery.kafka.PartitionWork;
import dev.gatehouse.delivery.kafka.TopicListener;

/** One listener container per topic that the contract lets this service read. */
final class Listeners implements SmartLifecycle {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(5);
    private final List<ConcurrentMessageListenerContainer<byte[], byte[]>> containers = new ArrayList<>();

    Listeners(Contract contract, ConsumerFactory<byte[], byte[]> consumers, PartitionWork work, ScheduledExecutorService timer,
            ClientIds clientIds) {
        for (var topic : contract.read()) {
            var listener = new TopicListener(topic, work, timer);
            var properties = new ContainerProperties(topic.physical());
            properties.setGroupId(contract.service().value());
            properties.setClientId(clientIds.of("events"));
            properties.setMessageListener(listener);
            properties.setConsumerRebalanceListener(listener.assignments());
            properties.setIdleEventInterval(IDLE.toMillis());
            // The listener commits by itself, so that the container never does.
            properties.setAckMode(ContainerProperties.AckMode.MANUAL);
            // Without it a container stops for good at the first refusal, as while ACLs or a certificate are late.
            properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
            properties.setMissingTopicsFatal(false);
            properties.setStopImmediate(true);
            var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
            container.setBeanName("events-" + topic.topic());
            container.setCommonErrorHandler(new SeekBack());
            listener.in(container);
            containers.add(container);
        }
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    @Override
    public void stop() {
        containers.forEach(ConcurrentMessageListenerContainer::stop);
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }
}
