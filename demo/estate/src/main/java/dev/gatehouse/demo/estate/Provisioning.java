package dev.gatehouse.demo.estate;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics and rights of a broker brought to what is asked for, by its operator. */
final class Provisioning implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(15);
    private static final Duration BETWEEN = Duration.ofMillis(10);

    private final Admin admin;
    private final Running broker;

    Provisioning(BrokerSettings settings, Running broker) {
        this.admin = Admin.create(
                KafkaClients.properties(settings.bootstrap(), settings.operator(), settings.trustedCertificate()));
        this.broker = broker;
    }

    void topics(Collection<TopicSpec> topics) {
        var there = get(admin.listTopics().names());
        var missing = topics.stream().filter(topic -> !there.contains(topic.name())).toList();
        get(admin.createTopics(missing.stream().map(Provisioning::create).toList()).all());
        get(admin.incrementalAlterConfigs(topics.stream().filter(topic -> !topic.configs().isEmpty())
                .collect(Collectors.toMap(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                        Provisioning::settings)))
                .all());
        topics.forEach(this::awaitTopic);
    }

    void acls(Collection<AclSpec> acls) {
        var wanted = acls.stream().map(AclSpec::binding).toList();
        get(admin.createAcls(wanted).all());
        await("the rights", () -> new HashSet<>(get(admin.describeAcls(AclBindingFilter.ANY).values())).containsAll(wanted));
    }

    private void awaitTopic(TopicSpec topic) {
        await("topic '" + topic.name() + "'", () -> partitions(topic.name()).map(count -> {
            if (count != topic.partitions())
                throw new IllegalStateException("topic '%s' has %d partitions, not %d: make a new version of the topic"
                        .formatted(topic.name(), count, topic.partitions()));
            return true;
        }).orElse(false));
    }

    /** Empty until the broker knows of the topic and of a leader for each partition. */
    private Optional<Integer> partitions(String topic) {
        try {
            var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(description -> description.partitions().stream()).toList();
            var complete = partitions.stream().allMatch(partition -> partition.leader() != null);
            return complete ? Optional.of(partitions.size()) : Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException)
                return Optional.empty();
            throw new IllegalStateException("the broker does not describe topic '" + topic + "'", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static NewTopic create(TopicSpec topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.configs());
    }

    private static Collection<AlterConfigOp> settings(TopicSpec topic) {
        return topic.configs().entrySet().stream()
                .map(entry -> new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private void await(String what, BooleanSupplier visible) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!visible.getAsBoolean()) {
            if (System.nanoTime() > deadline || broker.endsWithin(BETWEEN))
                throw new IllegalStateException("the broker does not show %s; is it overloaded, or gone?".formatted(what));
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker refused what the operator asked for", e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the broker", e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
