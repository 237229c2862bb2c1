package dev.gatehouse.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import dev.gatehouse.catalog.CatalogTopic.Kind;
import dev.gatehouse.contract.Protection;

/** Topics and their settings, as they follow from a declared topic: docs/envelope.md says what hangs on each. */
final class BrokerTopics {
    static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final int QUARANTINE_ROOM = 64 * 1024; // for the headers that a quarantined record gains
    private static final int MAX_GRANT_BYTES = 128 * 1024; // 64 readers need 76 KiB
    private static final Duration QUARANTINE_RETENTION = Duration.ofDays(7);
    private static final Duration SEGMENT = Duration.ofDays(1); // a record outlives its retention by this much at most
    private static final Duration MARGIN = Duration.ofDays(7);

    private BrokerTopics() {}

    static List<CatalogTopic> of(Topic topic, Replication replication) {
        var topics = new ArrayList<CatalogTopic>();
        topics.add(
                broker(topic.name().value(), Kind.DATA, topic.partitions(), replication, topic.retention(), MAX_MESSAGE_BYTES));
        if (topic.protection() == Protection.SEALED)
            topics.add(broker(topic.grants(), Kind.GRANTS, 1, replication, grantsRetention(topic), MAX_GRANT_BYTES));
        for (var reader : topic.readers())
            topics.add(broker(topic.quarantine(reader), Kind.QUARANTINE, 1, replication, QUARANTINE_RETENTION,
                    MAX_MESSAGE_BYTES + QUARANTINE_ROOM));
        return topics;
    }

    /** A grant has to be there as long as any record that needs it, in its topic or in quarantine. */
    static Duration grantsRetention(Topic topic) {
        return topic.retention().plus(QUARANTINE_RETENTION).plus(SEGMENT).plus(MARGIN);
    }

    private static CatalogTopic broker(String name, Kind kind, int partitions, Replication replication, Duration retention,
            int maxMessageBytes) {
        var settings = new TreeMap<String, String>();
        settings.put("cleanup.policy", "delete"); // compaction would let one writer erase what another wrote
        settings.put("max.message.bytes", Integer.toString(maxMessageBytes));
        settings.put("message.timestamp.type", "LogAppendTime"); // verdicts hang on the broker's time, not the writer's
        settings.put("min.insync.replicas", Integer.toString(replication.minInSync()));
        settings.put("retention.bytes", "-1");
        settings.put("retention.ms", Long.toString(retention.toMillis()));
        settings.put("segment.ms", Long.toString(SEGMENT.toMillis()));
        settings.put("unclean.leader.election.enable", "false");
        if (kind == Kind.GRANTS)
            settings.put("flush.messages", "1"); // one lost grant loses a whole session for everybody
        return new CatalogTopic(name, kind, partitions, replication.factor(), settings);
    }
}
