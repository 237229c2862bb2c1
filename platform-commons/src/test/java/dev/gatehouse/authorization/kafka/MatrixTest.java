package dev.gatehouse.authorization.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Binding.Pattern;
import dev.gatehouse.authorization.LiveRights;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.catalog.CatalogTopic;
import dev.gatehouse.demo.estate.CertificateRequest;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** This project's own catalog on a real broker: everybody tries everything. */
@ResourceLock("the broker of these premises")
@Execution(ExecutionMode.CONCURRENT)
class MatrixTest {
    private static final Wanted WANTED = OwnDescriptors.wanted();
    private static final List<String> TOPICS = WANTED.topics().stream().map(CatalogTopic::name).toList();
    private static final List<String> SERVICES = WANTED.services().stream().map(ServiceName::value).toList();

    @BeforeAll
    static void applyTheCatalog() throws Exception {
        var operator = Premises.admin("operator");
        operator.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        Premises.reconciler("operator", WANTED, Optional.empty()).apply(new Allowance(100, Optional.empty()), done -> {});
        var properties = Premises.ESTATE.clientProperties("operator");
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var topic : TOPICS)
                producer.send(new ProducerRecord<>(topic, 0, null, "there".getBytes(StandardCharsets.US_ASCII))).get();
        }
    }

    @Test
    void everyCellIsAsTheCatalogSays() throws Exception {
        var principals = new ArrayList<>(SERVICES);
        principals.addAll(List.of("operator", "provisioner", "stranger"));
        var groups = new ArrayList<>(SERVICES);
        groups.add("stranger");
        var tried = new TreeMap<Cell, Boolean>();
        for (var principal : principals)
            tried.putAll(new Trial(principal).of(TOPICS, groups));

        print(tried, principals.size());
        assertThat(tried).allSatisfy((cell, allowed) -> assertThat(allowed).as(cell.toString()).isEqualTo(declared(cell)));
        assertThat(tried).hasSize(principals.size() * (TOPICS.size() * 8 + groups.size() * 3 + 7 + 2));
    }

    @Test
    void oneRightTooManyShowsInExactlyItsCells() throws Exception {
        var operator = Premises.admin("operator");
        var more = new Binding("User:stranger", "*", "TOPIC", Pattern.PREFIXED, TOPICS.getFirst(), "READ", true);
        operator.createAcls(List.of(KafkaBindings.write(more))).all().get();
        await().until(() -> LiveReading.bindings(operator).contains(more));

        SortedMap<Cell, Boolean> tried;
        try {
            tried = new Trial("stranger").of(TOPICS, SERVICES);
        } finally {
            operator.deleteAcls(List.of(KafkaBindings.write(more).toFilter())).all().get();
            await().until(() -> !LiveReading.bindings(operator).contains(more));
        }

        var opened = TOPICS.stream().filter(topic -> topic.startsWith(TOPICS.getFirst()))
                .flatMap(topic -> Stream.of("READ", "DESCRIBE").map(op -> new Cell("stranger", "TOPIC", topic, op))).toList();
        assertThat(tried.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(opened);
    }

    /** Whatever it is called: its certificate is of another authority. */
    @Test
    void aDeviceDoesNotEvenConnectThoughItBearsTheNameOfAService() {
        var estate = Premises.ESTATE;
        var device = estate.deviceAuthority()
                .issue(CertificateRequest.device("maintenance-scheduler", "block-a", estate.validity()));

        try (var admin = Admin.create(estate.clientProperties(device))) {
            assertThatThrownBy(() -> admin.describeCluster().clusterId().get())
                    .hasCauseInstanceOf(SslAuthenticationException.class);
        }
    }

    @Test
    void anyCertificateSeesTheClusterAndItsBrokersAndNoNameOfATopicOrGroup() throws Exception {
        var stranger = Premises.admin("stranger");

        assertThat(stranger.describeCluster().clusterId().get()).isNotBlank();
        assertThat(stranger.describeCluster().nodes().get()).hasSize(1);
        assertThat(stranger.describeCluster().controller().get()).isNotNull();
        assertThat(stranger.describeFeatures().featureMetadata().get().finalizedFeatures()).isNotEmpty();
        assertThat(stranger.listTopics(new ListTopicsOptions().listInternal(true)).names().get()).isEmpty();
        assertThat(stranger.listGroups().all().get()).isEmpty();
        assertThat(stranger.listTransactions().all().get()).isEmpty();
        refused(stranger.describeMetadataQuorum().quorumInfo());
        refused(stranger.describeClientQuotas(ClientQuotaFilter.all()).entities());
        refused(stranger.describeUserScramCredentials().all());
        refused(stranger.listPartitionReassignments().reassignments());
        refused(stranger.listConfigResources().all());
        System.out.println("seen by any certificate without a right: cluster id, brokers, controller, finalized features");
    }

    private static void refused(KafkaFuture<?> answer) {
        assertThatThrownBy(answer::get).hasCauseInstanceOf(AuthorizationException.class);
    }

    /** Closed under Kafka's implications; the operator is a super user. */
    private static boolean declared(Cell cell) {
        if (cell.principal().equals("operator"))
            return true;
        var rights = new LiveRights(WANTED.bindings());
        var user = "User:" + cell.principal();
        return rights.allow(user, cell.type(), cell.resource(), cell.operation()) || switch (cell.operation()) {
            // Who may create anything in the cluster is not asked about the topic.
            case "CREATE" -> rights.allow(user, "CLUSTER", "kafka-cluster", "CREATE");
            // Who may write to any topic may do so idempotently (KIP-679).
            case "IDEMPOTENT_WRITE" -> TOPICS.stream().anyMatch(topic -> rights.allow(user, "TOPIC", topic, "WRITE"));
            default -> false;
        };
    }

    private static void print(SortedMap<Cell, Boolean> tried, int principals) {
        var allowed = tried.values().stream().filter(Boolean::booleanValue).count();
        System.out.printf("matrix: %d cells (%d principals), %d allowed, %d denied%n", tried.size(), principals, allowed,
                tried.size() - allowed);
    }
}
