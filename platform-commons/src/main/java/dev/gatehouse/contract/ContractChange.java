package dev.gatehouse.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * What a new contract changes for its service, for people: a log line and an audit record each. Whoever lives by the contract
 * compares for itself.
 */
public sealed interface ContractChange {
    TopicName topic();

    /** The topic may be read from now on. */
    record Reads(TopicName topic) implements ContractChange {}

    /** It may not be read any more. */
    record ReadsNoMore(TopicName topic) implements ContractChange {}

    /** The topic may be written from now on. */
    record Writes(TopicName topic) implements ContractChange {}

    /** It may not be written any more. */
    record WritesNoMore(TopicName topic) implements ContractChange {}

    /** What this service writes has other readers; at least one of the lists is not empty. */
    record Readers(TopicName topic, List<ServiceName> added, List<ServiceName> removed) implements ContractChange {}

    /** Something else about the topic, such as its event types or how long it is kept. */
    record Terms(TopicName topic) implements ContractChange {}

    /** Every change of consequence, sorted by topic. */
    static List<ContractChange> between(Contract before, Contract after) {
        var names = new TreeSet<TopicName>();
        Stream.of(before, after).forEach(contract -> contract.topics().forEach(topic -> names.add(topic.topic())));
        var changes = new ArrayList<ContractChange>();
        for (var name : names) {
            int known = changes.size();
            entered(before.read(), after.read(), name, new Reads(name), new ReadsNoMore(name), changes);
            entered(before.written(), after.written(), name, new Writes(name), new WritesNoMore(name), changes);
            var older = find(before.topics(), name);
            var newer = find(after.topics(), name);
            if (older == null || newer == null || changes.size() > known)
                continue;
            var added = others(newer, older);
            var removed = others(older, newer);
            if (find(after.written(), name) != null && !(added.isEmpty() && removed.isEmpty()))
                changes.add(new Readers(name, added, removed));
            else if (!older.equals(newer))
                changes.add(new Terms(name));
        }
        return changes;
    }

    private static void entered(List<TopicContract> before, List<TopicContract> after, TopicName name, ContractChange begins,
            ContractChange ends, List<ContractChange> changes) {
        boolean was = find(before, name) != null;
        boolean is = find(after, name) != null;
        if (is != was)
            changes.add(is ? begins : ends);
    }

    private static @Nullable TopicContract find(List<TopicContract> topics, TopicName name) {
        return topics.stream().filter(topic -> topic.topic().equals(name)).findFirst().orElse(null);
    }

    private static List<ServiceName> others(TopicContract topic, TopicContract than) {
        return topic.readers().stream().map(Reader::service).filter(service -> than.reader(service).isEmpty()).toList();
    }
}
