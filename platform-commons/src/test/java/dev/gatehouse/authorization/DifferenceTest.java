package dev.gatehouse.authorization;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.gatehouse.authorization.Binding.Pattern;
import dev.gatehouse.authorization.Live.LiveTopic;
import dev.gatehouse.catalog.Kitchen;
import dev.gatehouse.catalog.Replication;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

import static org.assertj.core.api.Assertions.assertThat;

class DifferenceTest {
    private final Wanted wanted = new Wanted(new Kitchen().catalog(), new Realm("local-test"), Replication.ONE_BROKER);
    private final Set<Binding> bindings = new HashSet<>(wanted.bindings());
    private final Map<String, LiveTopic> topics = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    DifferenceTest() {
        for (var topic : wanted.topics())
            topics.put(topic.name(), new LiveTopic(topic.partitions(), topic.replicationFactor(), topic.settings()));
    }

    @Test
    void isNoneWhenEverythingIsAsTheCatalogSays() {
        assertThat(difference().isNone()).isTrue();
    }

    @Test
    void namesARightThatIsMissing() {
        var right = topic("User:cook", "bread.v1", "READ");
        bindings.remove(right);

        assertThat(difference().missing()).containsExactly(right);
    }

    @ParameterizedTest
    @CsvSource({"LITERAL, meals.v1, READ", "LITERAL, elsewhere, READ", "PREFIXED, m, READ", "LITERAL, *, DESCRIBE"})
    void takesFromAServiceOfTheCatalogWhateverTheCatalogDoesNotGive(Pattern pattern, String resource, String operation) {
        var right = new Binding("User:cook", "*", "TOPIC", pattern, resource, operation, true);
        bindings.add(right);

        assertThat(difference().surplus()).containsExactly(right);
    }

    @Test
    void takesAwayWhatIsDeniedToAServiceOfTheCatalog() {
        var denied = new Binding("User:cook", "*", "TOPIC", Pattern.LITERAL, "bread.v1", "READ", false);
        bindings.add(denied);

        assertThat(difference().surplus()).containsExactly(denied);
    }

    @ParameterizedTest
    @CsvSource({"User:stranger, TOPIC, LITERAL, bread.v1, READ", "User:stranger, TOPIC, PREFIXED, bread, DESCRIBE",
            "User:stranger, TOPIC, LITERAL, *, READ", "User:*, TOPIC, LITERAL, bread.v1, READ",
            "User:stranger, TOPIC, LITERAL, bread.v1.grants, READ", "User:stranger, TOPIC, UNKNOWN, x, READ",
            "User:stranger, GROUP, LITERAL, cook, READ", "User:stranger, CLUSTER, LITERAL, kafka-cluster, ALTER",
            "User:stranger, CLUSTER, LITERAL, kafka-cluster, CLUSTER_ACTION",
            "User:stranger, USER, LITERAL, User:cook, CREATE_TOKENS"})
    void namesAForeignRightThatReachesIntoTheCatalogAndLeavesItAlone(String principal, String type, Pattern pattern,
            String resource, String operation) {
        var foreign = new Binding(principal, "*", type, pattern, resource, operation, true);
        bindings.add(foreign);

        assertThat(difference().foreign()).extracting(Foreign::binding).containsExactly(foreign);
        assertThat(difference().isNone()).isFalse();
        assertThat(difference().isOursToMend()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"TOPIC, LITERAL, bread, READ", "TOPIC, PREFIXED, bread.v10, READ", "GROUP, LITERAL, bread.v1, READ",
            "TRANSACTIONAL_ID, LITERAL, *, WRITE", "CLUSTER, LITERAL, kafka-cluster, IDEMPOTENT_WRITE"})
    void doesNotMindAForeignRightThatOpensNothingOfTheCatalog(String type, Pattern pattern, String resource, String operation) {
        bindings.add(new Binding("User:stranger", "*", type, pattern, resource, operation, true));

        assertThat(difference().isNone()).isTrue();
    }

    @Test
    void saysWhatOfTheCatalogAForeignRightOpens() {
        bindings.add(new Binding("User:stranger", "*", "TOPIC", Pattern.PREFIXED, "bread.v1.", "READ", true));

        assertThat(difference().foreign()).singleElement()
                .satisfies(foreign -> assertThat(foreign.resources()).containsExactly("bread.v1.grants",
                        "bread.v1.quarantine.cook"));
    }

    @Test
    void namesAForeignDenialThatShutsTheCatalogForEverybody() {
        bindings.add(new Binding("User:*", "*", "TOPIC", Pattern.LITERAL, "bread.v1", "READ", false));

        assertThat(difference().foreign()).hasSize(1);
    }

    @Test
    void knowsAFormerServiceByItsGroupAndTakesNothingFromItUnasked() {
        var group = new Binding("User:waiter", "*", "GROUP", Pattern.LITERAL, "waiter", "READ", true);
        bindings.addAll(List.of(group, topic("User:waiter", "bills.v1", "WRITE"),
                new Binding("User:waiter", "*", "CLUSTER", Pattern.LITERAL, "kafka-cluster", "CREATE", true)));

        assertThat(difference().rightsOfFormer(new ServiceName("waiter")))
                .containsExactly(group, topic("User:waiter", "bills.v1", "WRITE"));
        assertThat(difference().surplus()).isEmpty();
    }

    @Test
    void namesATopicThatIsMissing() {
        topics.remove("bread.v1.grants");

        assertThat(difference().topics()).singleElement().isInstanceOf(TopicDifference.Absent.class)
                .extracting(TopicDifference::topic).isEqualTo("bread.v1.grants");
    }

    @Test
    void doesNotCallATopicMissingThatItMayNotLookAt() {
        topics.remove("bread.v1");
        hidden.add("bread.v1");

        assertThat(difference().topics()).containsExactly(new TopicDifference.Hidden("bread.v1"));
    }

    @ParameterizedTest
    @CsvSource({"bread.v1, retention.ms, 1", "bread.v1, unclean.leader.election.enable, true",
            "bread.v1.grants, cleanup.policy, compact"})
    void namesASettingThatDiffers(String topic, String setting, String value) {
        var settings = new HashMap<>(given(topic).settings());
        var before = settings.put(setting, value);
        topics.put(topic, new LiveTopic(given(topic).partitions(), 1, settings));

        assertThat(difference().topics()).containsExactly(new TopicDifference.Setting(topic, setting, before, value));
    }

    @Test
    void doesNotLeaveASettingToTheDefaultsOfABroker() {
        topics.put("bread.v1", new LiveTopic(6, 1, Map.of()));

        assertThat(difference().topics()).contains(new TopicDifference.Setting("bread.v1", "retention.bytes", "-1", null));
    }

    @Test
    void tellsPartitionsThatCanBeAddedFromThoseThatCannotBeTakenAway() {
        topics.put("bread.v1", new LiveTopic(5, 1, given("bread.v1").settings()));
        topics.put("meals.v1", new LiveTopic(4, 1, given("meals.v1").settings()));

        assertThat(difference().topics()).containsExactly(new TopicDifference.Grow("bread.v1", 6, 5),
                new TopicDifference.Shrink("meals.v1", 3, 4));
    }

    @Test
    void countsWhatWouldBeTakenAwayInPercentOfWhatIsThere() {
        bindings.removeIf(binding -> binding.who().equals("provisioner"));
        bindings.add(topic("User:cook", "elsewhere", "READ"));

        assertThat(difference().removedPercent()).isEqualTo(4);
    }

    @Test
    void aRevokedServiceLosesEveryRightAndIsOwedNone() {
        var revoked = new Wanted(new Kitchen().catalog(), new Realm("local-test"), Replication.ONE_BROKER,
                Set.of(new ServiceName("cook")));

        var difference = Difference.between(revoked, new Live(bindings, topics, hidden), List.of());

        assertThat(difference.missing()).isEmpty();
        assertThat(difference.surplus()).isNotEmpty().allMatch(right -> right.who().equals("cook"));
        assertThat(difference.removedPercent()).isZero();
        assertThat(difference.revoked()).containsExactly(new ServiceName("cook"));
    }

    private LiveTopic given(String topic) {
        return java.util.Objects.requireNonNull(topics.get(topic));
    }

    private Difference difference() {
        return Difference.between(wanted, new Live(bindings, topics, hidden), List.of());
    }

    private static Binding topic(String principal, String topic, String operation) {
        return new Binding(principal, "*", "TOPIC", Pattern.LITERAL, topic, operation, true);
    }
}
