package dev.gatehouse.catalog;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import dev.gatehouse.catalog.CatalogTopic.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerTopicsTest {
    private final Catalog catalog = new Kitchen().catalog();

    @Test
    void eachTopicHasGrantsAndAQuarantinePerReader() {
        assertThat(catalog.topics(Replication.THREE_BROKERS)).extracting(CatalogTopic::name).containsExactly("bread.v1",
                "bread.v1.grants", "bread.v1.quarantine.cook", "meals.v1", "meals.v1.grants", "meals.v1.quarantine.baker");
    }

    @Test
    void dataIsKeptAsDeclaredAndStampedByTheBroker() {
        var topic = topic("bread.v1");

        assertThat(topic.kind()).isEqualTo(Kind.DATA);
        assertThat(topic.partitions()).isEqualTo(6);
        assertThat(topic.settings()).containsEntry("retention.ms", days(30))
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("cleanup.policy", "delete").containsEntry("max.message.bytes", "1048576")
                .containsEntry("retention.bytes", "-1").doesNotContainKey("flush.messages");
    }

    @Test
    void grantsAreFlushedAndOutliveEveryRecordThatNeedsThem() {
        var grants = topic("bread.v1.grants");

        assertThat(grants.kind()).isEqualTo(Kind.GRANTS);
        assertThat(grants.partitions()).isEqualTo(1);
        assertThat(grants.settings()).containsEntry("flush.messages", "1").containsEntry("retention.ms", days(30 + 7 + 1 + 7))
                .containsEntry("segment.ms", days(1)).containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.bytes", "-1")
                .containsEntry("message.timestamp.type", "LogAppendTime")
                .containsEntry("unclean.leader.election.enable", "false");
    }

    @Test
    void aGrantForTheMostReadersFits() {
        var largest = 3 + 3 * 256 + 8 + 8 + 32 + 1 + 8 * SealedTopics.MAX_READERS + 64 + SealedTopics.MAX_READERS * 1168;

        assertThat(Integer.parseInt(topic("bread.v1.grants").settings().getOrDefault("max.message.bytes", "0")))
                .isGreaterThan(largest + 4096);
    }

    @Test
    void quarantineHasRoomForTheRecordAndWhyItWasRefused() {
        var quarantine = topic("bread.v1.quarantine.cook");

        assertThat(quarantine.kind()).isEqualTo(Kind.QUARANTINE);
        assertThat(quarantine.settings()).containsEntry("retention.ms", days(7)).containsEntry("max.message.bytes", "1114112");
    }

    @Test
    void replicationIsTheSameForAll() {
        assertThat(catalog.topics(Replication.THREE_BROKERS)).allSatisfy(topic -> {
            assertThat(topic.replicationFactor()).isEqualTo((short) 3);
            assertThat(topic.settings()).containsEntry("min.insync.replicas", "2");
        });
    }

    @Test
    void refusesMoreReplicasInSyncThanThereAre() {
        assertThatThrownBy(() -> new Replication((short) 1, 2)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("impossible");
    }

    private CatalogTopic topic(String name) {
        return catalog.topics(Replication.ONE_BROKER).stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
