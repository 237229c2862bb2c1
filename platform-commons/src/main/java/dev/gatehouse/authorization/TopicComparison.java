package dev.gatehouse.authorization;

import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.authorization.Live.LiveTopic;
import dev.gatehouse.catalog.CatalogTopic;

/** Topics as they are wanted, held against those that are there. A topic that nobody wants is not looked at. */
final class TopicComparison {
    private final List<TopicDifference> differences = new ArrayList<>();

    private TopicComparison() {}

    static List<TopicDifference> of(List<CatalogTopic> wanted, Live live) {
        var comparison = new TopicComparison();
        for (var topic : wanted) {
            var there = live.topics().get(topic.name());
            if (live.hidden().contains(topic.name()))
                comparison.differences.add(new TopicDifference.Hidden(topic.name()));
            else if (there == null)
                comparison.differences.add(new TopicDifference.Absent(topic));
            else
                comparison.compare(topic, there);
        }
        return List.copyOf(comparison.differences);
    }

    private void compare(CatalogTopic wanted, LiveTopic there) {
        var name = wanted.name();
        if (there.partitions() < wanted.partitions())
            differences.add(new TopicDifference.Grow(name, wanted.partitions(), there.partitions()));
        if (there.partitions() > wanted.partitions())
            differences.add(new TopicDifference.Shrink(name, wanted.partitions(), there.partitions()));
        if (there.replicas() != wanted.replicationFactor())
            differences.add(new TopicDifference.Replicas(name, wanted.replicationFactor(), there.replicas()));
        wanted.settings().forEach((setting, value) -> {
            var actual = there.settings().get(setting);
            if (!value.equals(actual))
                differences.add(new TopicDifference.Setting(name, setting, value, actual));
        });
    }
}
