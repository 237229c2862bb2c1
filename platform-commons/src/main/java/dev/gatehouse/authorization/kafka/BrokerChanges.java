package dev.gatehouse.authorization.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;

import dev.gatehouse.authorization.Binding;
import dev.gatehouse.authorization.TopicDifference;
import dev.gatehouse.authorization.TopicDifference.Absent;
import dev.gatehouse.authorization.TopicDifference.Grow;
import dev.gatehouse.authorization.TopicDifference.Hidden;
import dev.gatehouse.authorization.TopicDifference.Replicas;
import dev.gatehouse.authorization.TopicDifference.Setting;
import dev.gatehouse.authorization.TopicDifference.Shrink;

/** Changes of a broker, each told when the broker has confirmed it. It never deletes a topic. */
record BrokerChanges(Admin admin, Consumer<String> done) {
    void mend(List<TopicDifference> differences) {
        var create = new ArrayList<NewTopic>();
        var grow = new HashMap<String, NewPartitions>();
        var set = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        var told = new ArrayList<String>();
        for (var difference : differences)
            switch (difference) {
                case Absent(var topic) -> {
                    create.add(new NewTopic(topic.name(), Optional.of(topic.partitions()),
                            Optional.of(topic.replicationFactor())).configs(topic.settings()));
                    told.add("made topic %s with %d partitions".formatted(topic.name(), topic.partitions()));
                }
                case Grow(var topic, var wanted, var actual) -> {
                    grow.put(topic, NewPartitions.increaseTo(wanted));
                    told.add("added partitions to topic %s: %d, was %d".formatted(topic, wanted, actual));
                }
                case Setting(var topic, var name, var wanted, var actual) -> {
                    set.computeIfAbsent(new ConfigResource(ConfigResource.Type.TOPIC, topic), any -> new ArrayList<>())
                            .add(new AlterConfigOp(new ConfigEntry(name, wanted), AlterConfigOp.OpType.SET));
                    told.add("set %s=%s on topic %s, was %s".formatted(name, wanted, topic, actual));
                }
                case Shrink shrink -> {
                } // Kafka cannot
                case Replicas replicas -> {
                } // a plan of the cluster's operator, not of a catalog
                case Hidden hidden -> {
                } // whoever may not look at it may not change it either
            }
        change(create, grow, set);
        told.forEach(done);
    }

    private void change(List<NewTopic> create, Map<String, NewPartitions> grow,
            Map<ConfigResource, Collection<AlterConfigOp>> set) {
        if (!create.isEmpty())
            Answers.get(admin.createTopics(create).all(), "make topics");
        if (!grow.isEmpty())
            Answers.get(admin.createPartitions(grow).all(), "add partitions");
        if (!set.isEmpty())
            Answers.get(admin.incrementalAlterConfigs(set).all(), "change settings of topics");
    }

    void give(Collection<Binding> bindings) {
        if (bindings.isEmpty())
            return;
        Answers.get(admin.createAcls(bindings.stream().map(KafkaBindings::write).toList()).all(), "give rights");
        bindings.forEach(binding -> done.accept("gave: " + binding));
    }

    /** Exactly these entries. One that is matched in a way that is unknown here cannot be named, and stays. */
    void take(Collection<Binding> bindings) {
        var named = bindings.stream().filter(binding -> binding.pattern() != Binding.Pattern.UNKNOWN).toList();
        if (named.isEmpty())
            return;
        Answers.get(admin.deleteAcls(named.stream().map(binding -> KafkaBindings.write(binding).toFilter()).toList()).all(),
                "take rights away");
        named.forEach(binding -> done.accept("took away: " + binding));
    }
}
