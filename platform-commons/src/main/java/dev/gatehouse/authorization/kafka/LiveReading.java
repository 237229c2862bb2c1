package dev.gatehouse.authorization.kafka;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Live;
import dev.gatehouse.authorization.Live.LiveTopic;

/** One look at a broker. */
final class LiveReading {
    private final Admin admin;
    private final Map<String, LiveTopic> topics = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    private LiveReading(Admin admin) {
        this.admin = admin;
    }

    static Live of(Admin admin, List<String> topics) {
        var reading = new LiveReading(admin);
        var bindings = bindings(admin); // first: without the right to see them, nothing else is worth a question
        reading.topics(topics);
        return new Live(bindings, reading.topics, reading.hidden);
    }

    static Set<Binding> bindings(Admin admin) {
        return Answers.get(admin.describeAcls(AclBindingFilter.ANY).values(), "show its rights").stream()
                .map(KafkaBindings::read).collect(Collectors.toSet());
    }

    private void topics(List<String> names) {
        var there = new HashMap<String, TopicDescription>();
        admin.describeTopics(names).topicNameValues()
                .forEach((name, answer) -> unlessHidden(name, answer).ifPresent(topic -> there.put(name, topic)));
        var resources = there.keySet().stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
        admin.describeConfigs(resources).values().forEach((resource, answer) -> unlessHidden(resource.name(), answer)
                .ifPresent(config -> topics.put(resource.name(),
                        topic(Objects.requireNonNull(there.get(resource.name())), config))));
    }

    /** Empty when the topic is not there, or was noted as hidden. */
    private <T> Optional<T> unlessHidden(String topic, KafkaFuture<T> answer) {
        try {
            return Optional.of(answer.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException)
                hidden.add(topic);
            else if (!(e.getCause() instanceof UnknownTopicOrPartitionException))
                Answers.get(answer, "describe topic " + topic);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnreachableException("interrupted while waiting for the broker", e);
        }
    }

    private static LiveTopic topic(TopicDescription description, Config config) {
        var replicas = description.partitions().stream().mapToInt(partition -> partition.replicas().size()).min().orElse(0);
        return new LiveTopic(description.partitions().size(), replicas,
                config.entries().stream().filter(entry -> entry.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value)));
    }
}
