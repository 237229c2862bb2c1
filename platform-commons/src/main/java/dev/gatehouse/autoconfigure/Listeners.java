package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.delivery.kafka.PartitionWork;
import dev.gatehouse.delivery.kafka.TopicListener;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** One listener container per topic that the contract lets this service read, as long as it does. */
final class Listeners implements SmartLifecycle {
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(5);
    private final ServiceName service;
    private final ConsumerFactory<byte[], byte[]> consumers;
    private final PartitionWork work;
    private final ScheduledExecutorService timer;
    private final ClientIds clientIds;
    private final Function<TopicName, ApplicationEventPublisher> notices;
    private final Map<TopicName, Reader> readers = new TreeMap<>();
    private boolean running;

    private record Reader(String physical, TopicListener listener,
            ConcurrentMessageListenerContainer<byte[], byte[]> container) {}

    /** @param notices what the container of a topic tells of its connection */
    Listeners(Contract contract, ConsumerFactory<byte[], byte[]> consumers, PartitionWork work, ScheduledExecutorService timer,
            ClientIds clientIds, Function<TopicName, ApplicationEventPublisher> notices) {
        this.service = contract.service();
        this.consumers = consumers;
        this.work = work;
        this.timer = timer;
        this.clientIds = clientIds;
        this.notices = notices;
        follow(contract);
    }

    /** Ends who may read no more, each when its batch is done and committed, and starts who may from now on. */
    synchronized void follow(Contract contract) {
        var read = contract.read().stream().collect(Collectors.toMap(TopicContract::topic, Function.identity()));
        readers.entrySet().removeIf(entry -> {
            var reader = entry.getValue();
            var topic = read.get(entry.getKey());
            if (topic != null && topic.physical().equals(reader.physical))
                return false;
            reader.container.stop(() -> {}); // does not wait: others are looked after on this thread
            return true;
        });
        read.forEach((name, topic) -> readers.computeIfAbsent(name, any -> reader(topic)).listener.follow(topic));
        if (running)
            readers.values().forEach(reader -> reader.container.start());
    }

    private Reader reader(TopicContract topic) {
        var listener = new TopicListener(topic, work, timer);
        var properties = new ContainerProperties(topic.physical());
        properties.setGroupId(service.value());
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
        container.setApplicationEventPublisher(notices.apply(topic.topic()));
        listener.in(container);
        return new Reader(topic.physical(), listener, container);
    }

    @Override
    public synchronized void start() {
        running = true;
        readers.values().forEach(reader -> reader.container.start());
    }

    @Override
    public synchronized void stop() {
        running = false;
        readers.values().forEach(reader -> reader.container.stop());
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
