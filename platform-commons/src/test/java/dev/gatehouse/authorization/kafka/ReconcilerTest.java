package dev.gatehouse.authorization.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.Binding.Pattern;
import dev.gatehouse.authorization.Difference;
import dev.gatehouse.authorization.Foreign;
import dev.gatehouse.authorization.TopicDifference;
import dev.gatehouse.authorization.Wanted;
import dev.gatehouse.authorization.kafka.Outcome.Applied;
import dev.gatehouse.authorization.kafka.Outcome.TooMuch;
import dev.gatehouse.authorization.local.LocalContractStore;
import dev.gatehouse.catalog.Kitchen;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.names.ServiceName;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

/** A kitchen on a real broker; each test begins with everything as its catalog says. */
@ResourceLock("the broker of these premises")
@Execution(ExecutionMode.CONCURRENT)
class ReconcilerTest {
    private static final Allowance USUAL = new Allowance(Allowance.DEFAULT_PERCENT, Optional.empty());
    private static final Allowance EVERYTHING = new Allowance(100, Optional.empty());
    private static final Binding OURS = topic("User:cook", "bread.v1", "READ");

    private final Admin operator = Premises.admin("operator");
    private final Wanted wanted = wanted(new Kitchen());
    private final List<String> done = new ArrayList<>();
    private final Reconciler reconciler;

    ReconcilerTest(@TempDir Path data) {
        this.reconciler = Premises.reconciler("operator", wanted,
                Optional.of(new LocalContractStore(data, OwnDescriptors.REALM)));
    }

    @BeforeEach
    void everythingIsAsTheCatalogSays() throws Exception {
        operator.deleteAcls(List.of(AclBindingFilter.ANY)).all().get();
        // Deleted is not yet gone for whoever asks a broker.
        await().atMost(30, SECONDS).until(() -> operator.describeAcls(AclBindingFilter.ANY).values().get().isEmpty());
        assertThat(apply(EVERYTHING).isNone()).isTrue();
        done.clear();
    }

    @Test
    void doesNothingTheSecondTime() {
        apply(USUAL);

        assertThat(done).isEmpty();
    }

    @Test
    void namesAMissingAndAForeignRightAndMendsOursAlone() {
        var foreign = topic("User:stranger", "bread.v1", "READ");
        changes().give(List.of(foreign));
        changes().take(List.of(OURS));

        var found = awaitDifference(d -> !d.missing().isEmpty() && !d.foreign().isEmpty());
        assertThat(found.missing()).containsExactly(OURS);
        assertThat(found.foreign()).extracting(Foreign::binding).containsExactly(foreign);
        done.clear();

        var left = apply(USUAL);
        assertThat(done).containsExactly("gave: cook may READ on TOPIC bread.v1");
        assertThat(left.foreign()).extracting(Foreign::binding).containsExactly(foreign);
        assertThat(left.isOursToMend()).isFalse();
    }

    @Test
    void leavesAPrefixAndAWildcardOfOthersAloneAndNamesThem() {
        var prefix = new Binding("User:stranger", "*", "TOPIC", Pattern.PREFIXED, "bread", "READ", true);
        var wildcard = new Binding("User:*", "*", "GROUP", Pattern.LITERAL, "*", "READ", true);
        changes().give(List.of(prefix, wildcard));

        awaitDifference(d -> d.foreign().size() == 2);
        assertThat(apply(EVERYTHING).foreign()).extracting(Foreign::binding).containsExactlyInAnyOrder(prefix, wildcard);
    }

    @Test
    void takesAwayWhatAServiceHasBesideItsCatalog() {
        var more = topic("User:cook", "meals.v1", "READ");
        changes().give(List.of(more));
        awaitDifference(d -> !d.surplus().isEmpty());
        done.clear();

        assertThat(apply(USUAL).isNone()).isTrue();
        assertThat(done).containsExactly("took away: " + more);
    }

    @Test
    void takesAFormerServicesRightsAndContractAwayWhenItIsNamedAndNotBefore() {
        var group = new Binding("User:waiter", "*", "GROUP", Pattern.LITERAL, "waiter", "READ", true);
        changes().give(List.of(group, topic("User:waiter", "bread.v1", "READ")));
        awaitDifference(d -> d.former().size() == 2);

        assertThat(apply(EVERYTHING).former()).hasSize(2);
        assertThat(apply(new Allowance(0, Optional.of(new ServiceName("waiter")))).isNone()).isTrue();
    }

    @Test
    void refusesToTakeAServiceForAFormerOneThatIsInTheCatalog() {
        assertThatThrownBy(() -> apply(new Allowance(100, Optional.of(new ServiceName("cook")))))
                .hasMessageContaining("service cook is in the catalog");
    }

    @Test
    void doesNothingAtAllWhenTooMuchWouldBeTakenAway() {
        var half = new Kitchen().replace("baker.yml", "readers: [cook]", "readers: [baker]")
                .replace("cook.yml", "consumes:\n  bread.v1: { from: baker }\n", "")
                .replace("baker.yml", "consumes:", "consumes:\n  bread.v1: { from: baker }");
        var smaller = Premises.reconciler("operator", wanted(half), Optional.empty());

        var outcome = smaller.apply(USUAL, done::add);

        assertThat(outcome).isInstanceOf(TooMuch.class);
        assertThat(done).isEmpty();
        assertThat(reconciler.difference().isNone()).isTrue();
    }

    @Test
    void bringsSettingsBackAndAddsPartitionsButTakesNoneAway() throws Exception {
        var bread = new ConfigResource(ConfigResource.Type.TOPIC, "bread.v1");
        operator.incrementalAlterConfigs(Map.of(bread, List.of(
                new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET)))).all().get();
        awaitDifference(d -> !d.topics().isEmpty());
        assertThat(apply(USUAL).isNone()).isTrue();
        assertThat(done).containsExactly("set retention.ms=2592000000 on topic bread.v1, was 1");

        var more = Premises.reconciler("operator",
                wanted(new Kitchen().replace("cook.yml", "partitions: 3", "partitions: 4")), Optional.empty());
        assertThat(applied(more.apply(USUAL, done::add)).isNone()).isTrue();

        assertThat(apply(USUAL).topics()).containsExactly(new TopicDifference.Shrink("meals.v1", 3, 4));
        operator.deleteTopics(List.of("meals.v1")).all().get();
    }

    @Test
    void neverDeletesATopicThatNobodyDeclares() throws Exception {
        operator.createTopics(List.of(new NewTopic("old.v1", 1, (short) 1))).all().get();

        apply(EVERYTHING);

        assertThat(operator.describeTopics(List.of("old.v1")).allTopicNames().get()).containsKey("old.v1");
        operator.deleteTopics(List.of("old.v1")).all().get();
    }

    @Test
    void worksAsTheProvisionerEvenWithTopicsItHasNotSeenYet() throws Exception {
        var grown = wanted(new Kitchen().replace("cook.yml", "meals.v1:", "dinners.v1:")
                .replace("baker.yml", "meals.v1:", "dinners.v1:"));
        operator.createTopics(List.of(new NewTopic("dinners.v1", 1, (short) 1))).all().get();
        var provisioner = Premises.reconciler("provisioner", grown, Optional.empty());

        assertThat(provisioner.difference().topics()).contains(new TopicDifference.Hidden("dinners.v1"));
        assertThat(applied(provisioner.apply(EVERYTHING, done::add)).isNone()).isTrue();
        assertThat(done).contains("added partitions to topic dinners.v1: 3, was 1");
    }

    @Test
    void saysWhatIsMissingToSomebodyWhoMayNotEvenLook() {
        assertThatThrownBy(() -> Premises.reconciler("stranger", wanted, Optional.empty()).difference())
                .isInstanceOf(BrokerRefusalException.class).hasMessageContaining("refuses to show its rights");
    }

    @Test
    void saysThatNobodyAnswers() {
        var properties = Premises.ESTATE.clientProperties("operator");
        properties.put("bootstrap.servers", "localhost:1");
        properties.put("default.api.timeout.ms", 1000);
        properties.put("request.timeout.ms", 500);
        try (var nobody = Admin.create(properties)) {
            var reconciler = new Reconciler(nobody, wanted, Optional.empty(), java.time.InstantSource.system());
            assertThatThrownBy(reconciler::difference).isInstanceOf(BrokerUnreachableException.class);
        }
    }

    private Difference awaitDifference(java.util.function.Predicate<Difference> expected) {
        return await().until(reconciler::difference, expected);
    }

    private Difference apply(Allowance allowance) {
        return applied(reconciler.apply(allowance, done::add));
    }

    private static Difference applied(Outcome outcome) {
        return assertThat(outcome).asInstanceOf(type(Applied.class)).actual().left();
    }

    private BrokerChanges changes() {
        return new BrokerChanges(operator, done::add);
    }

    private static Wanted wanted(Kitchen kitchen) {
        return new Wanted(kitchen.catalog(), OwnDescriptors.REALM, Replication.ONE_BROKER);
    }

    private static Binding topic(String principal, String topic, String operation) {
        return new Binding(principal, "*", "TOPIC", Pattern.LITERAL, topic, operation, true);
    }
}
