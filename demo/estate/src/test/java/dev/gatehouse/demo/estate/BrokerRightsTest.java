package dev.gatehouse.demo.estate;

import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerRightsTest {
    private final Estate estate = Estate.shared();

    @Test
    void letsAServiceWriteWhereItHasTheRightTo() throws Exception {
        var topic = topic("granted.v1");
        estate.provision(List.of(topic), List.of(new AclSpec("writer", TOPIC, topic.name(), WRITE)));

        assertThat(Records.write(estate.clientProperties("writer"), topic.name(), "hello")).isZero();
    }

    @Test
    void deniesAStrangerWithAValidCertificate() {
        var topic = topic("stranger.v1");
        estate.provision(List.of(topic), List.of());

        assertThatThrownBy(() -> Records.write(estate.clientProperties("stranger"), topic.name(), "hello"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void deniesReadingToWhoMayOnlyWrite() throws Exception {
        var topic = topic("write-only.v1");
        estate.provision(List.of(topic), List.of(new AclSpec("writer", TOPIC, topic.name(), WRITE)));
        Records.write(estate.clientProperties("writer"), topic.name(), "hello");

        assertThatThrownBy(() -> Records.read(estate.clientProperties("writer"), topic.name()))
                .isInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void deniesATopicWhoseNameOnlyBeginsLikeAGrantedOne() {
        estate.provision(List.of(topic("prefix.v1"), topic("prefix.v10")),
                List.of(new AclSpec("writer", TOPIC, "prefix.v1", WRITE)));

        assertThatThrownBy(() -> Records.write(estate.clientProperties("writer"), "prefix.v10", "hello"))
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    @Test
    void letsTheOperatorReadAndWriteEverywhere() throws Exception {
        var topic = topic("operated.v1");
        estate.provision(List.of(topic), List.of());

        Records.write(estate.clientProperties("operator"), topic.name(), "hello");

        assertThat(Records.read(estate.clientProperties("operator"), topic.name())).containsExactly("hello");
    }

    @Test
    void makesNoTopicThatNobodyAskedFor() {
        assertThatThrownBy(() -> Records.write(estate.clientProperties("operator"), "unasked.v1", "hello"))
                .hasStackTraceContaining("unasked.v1 not present in metadata");
    }

    @Test
    void provisionsTwiceAsOnce() throws Exception {
        var topic = new TopicSpec("twice.v1", 3, Map.of("message.timestamp.type", "LogAppendTime"));
        var rights = List.of(new AclSpec("writer", TOPIC, topic.name(), WRITE), new AclSpec("reader", TOPIC, topic.name(), READ));

        estate.provision(List.of(topic), rights);
        estate.provision(List.of(topic), rights);

        try (var admin = Admin.create(estate.clientProperties("operator"))) {
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .filteredOn(right -> right.pattern().name().equals(topic.name())).hasSize(2);
        }
    }

    @Test
    void bringsTheSettingsOfAnExistingTopicToWhatIsAskedFor() throws Exception {
        estate.provision(List.of(new TopicSpec("settings.v1", 1, Map.of("retention.ms", "1000"))), List.of());
        estate.provision(List.of(new TopicSpec("settings.v1", 1, Map.of("retention.ms", "2000"))), List.of());

        var resource = new ConfigResource(ConfigResource.Type.TOPIC, "settings.v1");
        try (var admin = Admin.create(estate.clientProperties("operator"))) {
            assertThat(admin.describeConfigs(List.of(resource)).all().get())
                    .hasEntrySatisfying(resource, config -> assertThat(config.get("retention.ms").value()).isEqualTo("2000"));
        }
    }

    @Test
    void refusesToChangeTheNumberOfPartitions() {
        estate.provision(List.of(new TopicSpec("partitions.v1", 1, Map.of())), List.of());

        assertThatThrownBy(() -> estate.provision(List.of(new TopicSpec("partitions.v1", 2, Map.of())), List.of()))
                .hasMessageContaining("topic 'partitions.v1' has 1 partitions, not 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", ""})
    void refusesARightToEverything(String resource) {
        assertThatThrownBy(() -> new AclSpec("writer", TOPIC, resource, WRITE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static TopicSpec topic(String name) {
        return new TopicSpec(name, 1, Map.of());
    }
}
