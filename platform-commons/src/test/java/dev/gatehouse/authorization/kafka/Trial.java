package dev.gatehouse.authorization.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreatePartitionsOptions;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One principal trying everything over mutual TLS. Whatever would destroy something is asked with an order that changes nothing:
 * to validate only, or about nothing.
 */
final class Trial {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String CLUSTER = "kafka-cluster";
    private static final byte[] NOTHING_MUCH = "tried".getBytes(StandardCharsets.US_ASCII);

    private final String principal;
    private final Map<String, Object> properties;
    private final Admin admin;
    private final SortedMap<Cell, Boolean> allowed = new TreeMap<>();
    private final Map<Cell, Future<?>> answers = new LinkedHashMap<>();

    Trial(String principal) {
        this.principal = principal;
        this.properties = Premises.ESTATE.clientProperties(principal);
        this.admin = Premises.admin(principal);
    }

    /** What was tried, and whether it was let through; every topic holds a record at offset 0 of partition 0. */
    SortedMap<Cell, Boolean> of(List<String> topics, List<String> groups) throws Exception {
        topics.forEach(this::askAboutTopic);
        groups.forEach(group -> askAboutGroup(group, topics.getFirst()));
        askAboutCluster();
        answers.forEach((cell, answer) -> allowed.put(cell, isAllowed(answer, AuthorizationException.class)));
        read(topics);
        write(topics);
        beginTransaction();
        askTheAuthorizer(topics);
        return allowed;
    }

    private void askAboutTopic(String topic) {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        ask("TOPIC", topic, "DESCRIBE", admin.describeTopics(List.of(topic)).allTopicNames());
        ask("TOPIC", topic, "DESCRIBE_CONFIGS", admin.describeConfigs(List.of(resource)).all());
        ask("TOPIC", topic, "ALTER_CONFIGS", admin.incrementalAlterConfigs(Map.of(resource, set("cleanup.policy", "delete")),
                new AlterConfigsOptions().validateOnly(true)).all());
        ask("TOPIC", topic, "ALTER", admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(50)),
                new CreatePartitionsOptions().validateOnly(true)).all());
        ask("TOPIC", topic, "CREATE", admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)),
                new CreateTopicsOptions().validateOnly(true)).all());
        if (!isSuper())
            ask("TOPIC", topic, "DELETE", admin.deleteTopics(List.of(topic)).all());
    }

    private void askAboutGroup(String group, String topic) {
        ask("GROUP", group, "DESCRIBE", admin.describeConsumerGroups(List.of(group)).all());
        ask("GROUP", group, "DELETE", admin.deleteConsumerGroups(List.of(group)).all());
        var offset = Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0));
        var commit = future(admin.alterConsumerGroupOffsets(group, offset).all());
        allowed.put(cell("GROUP", group, "READ"), isAllowed(commit, GroupAuthorizationException.class));
    }

    private void askAboutCluster() {
        var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
        var nothing = new AclBindingFilter(new ResourcePatternFilter(ResourceType.TOPIC, "no-such-topic", PatternType.LITERAL),
                new AccessControlEntryFilter("User:nobody", "*", AclOperation.READ, AclPermissionType.ALLOW));
        ask("CLUSTER", CLUSTER, "DESCRIBE", admin.describeAcls(nothing).values());
        ask("CLUSTER", CLUSTER, "ALTER", admin.deleteAcls(List.of(nothing)).all());
        ask("CLUSTER", CLUSTER, "CREATE", admin.createTopics(List.of(new NewTopic("tried.v1", 1, (short) 1)),
                new CreateTopicsOptions().validateOnly(true)).all());
        ask("CLUSTER", CLUSTER, "DESCRIBE_CONFIGS", admin.describeConfigs(List.of(broker)).all());
        ask("CLUSTER", CLUSTER, "ALTER_CONFIGS", admin.incrementalAlterConfigs(
                Map.of(broker, set("log.cleaner.threads", "1")),
                new AlterConfigsOptions().validateOnly(true)).all());
    }

    private void read(List<String> topics) {
        var consuming = new HashMap<>(properties);
        consuming.put("auto.offset.reset", "none");
        try (var consumer = new KafkaConsumer<>(consuming, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (var topic : topics) {
                var partition = new TopicPartition(topic, 0);
                consumer.assign(List.of(partition));
                consumer.seek(partition, 0);
                allowed.put(cell("TOPIC", topic, "READ"), isAllowed(() -> {
                    if (consumer.poll(PATIENCE).isEmpty())
                        throw new AssertionError("nothing to read on " + topic);
                }));
            }
        }
    }

    private void write(List<String> topics) {
        var producing = new HashMap<>(properties);
        producing.put("acks", "all");
        producing.put("enable.idempotence", "true");
        try (var producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var topic : topics)
                allowed.put(cell("TOPIC", topic, "WRITE"), isAllowed(send(producer, topic), AuthorizationException.class));
        }
    }

    /** A producer that has been refused its number meanwhile answers a send by throwing, with the refusal as the cause. */
    private static Future<?> send(KafkaProducer<byte[], byte[]> producer, String topic) {
        try {
            return producer.send(new ProducerRecord<>(topic, 0, null, NOTHING_MUCH));
        } catch (KafkaException e) {
            if (e.getCause() instanceof AuthorizationException refused)
                return CompletableFuture.failedFuture(refused);
            throw e;
        }
    }

    private void beginTransaction() {
        var id = principal + "-transactions";
        var producing = new HashMap<>(properties);
        producing.put("transactional.id", id);
        try (var producer = new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer())) {
            allowed.put(cell("TRANSACTIONAL_ID", id, "WRITE"), isAllowed(producer::initTransactions));
        }
        var described = admin.describeTransactions(List.of(id)).all();
        allowed.put(cell("TRANSACTIONAL_ID", id, "DESCRIBE"), isAllowed(future(described), AuthorizationException.class));
    }

    /** What cannot be tried without harm, or not by these clients: by what the broker's authorizer says of this principal. */
    private void askTheAuthorizer(List<String> topics) throws Exception {
        var cluster = admin.describeCluster(new DescribeClusterOptions().includeAuthorizedOperations(true))
                .authorizedOperations().get();
        for (var operation : List.of(AclOperation.CLUSTER_ACTION, AclOperation.IDEMPOTENT_WRITE))
            allowed.put(cell("CLUSTER", CLUSTER, operation.name()), cluster.contains(operation));
        if (allowed.entrySet().stream().anyMatch(e -> e.getValue() && e.getKey().operation().equals("WRITE")))
            allowed.put(cell("CLUSTER", CLUSTER, "IDEMPOTENT_WRITE"), true); // it did, in write
        if (isSuper())
            admin.describeTopics(topics, new DescribeTopicsOptions().includeAuthorizedOperations(true)).allTopicNames().get()
                    .forEach((topic, description) -> allowed.put(cell("TOPIC", topic, "DELETE"),
                            description.authorizedOperations().contains(AclOperation.DELETE)));
    }

    /** Whatever else the broker answers, it has let the question through. */
    private static boolean isAllowed(Future<?> answer, Class<? extends Exception> refusal) {
        try {
            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException)
                throw new AssertionError("no answer", e);
            return !refusal.isInstance(e.getCause());
        } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static boolean isAllowed(Runnable attempt) {
        try {
            attempt.run();
            return true;
        } catch (AuthorizationException refused) {
            return false;
        }
    }

    private static List<AlterConfigOp> set(String name, String value) {
        return List.of(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
    }

    private boolean isSuper() {
        return principal.equals("operator");
    }

    private void ask(String type, String resource, String operation, KafkaFuture<?> answer) {
        answers.put(cell(type, resource, operation), future(answer));
    }

    private static Future<?> future(KafkaFuture<?> answer) {
        return answer.toCompletionStage().toCompletableFuture();
    }

    private Cell cell(String type, String resource, String operation) {
        return new Cell(principal, type, resource, operation);
    }
}
