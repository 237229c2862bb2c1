package dev.gatehouse.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/** Everything that one service may believe about others. */
public record Contract(Realm realm, ServiceName service, List<TopicContract> topics) {
    public Contract {
        topics = List.copyOf(topics);
    }

    /** Topics that the service may write now. */
    public List<TopicContract> written() {
        return topics.stream().filter(t -> t.writer(service).filter(w -> w.until() == null).isPresent()).toList();
    }

    /** Topics that the service is a declared reader of. */
    public List<TopicContract> read() {
        return topics.stream().filter(t -> t.reader(service).isPresent()).toList();
    }

    /** The services whose public keys matter to this one: readers of what it writes, writers of what it reads, and itself. */
    public Set<ServiceName> neighbours() {
        var names = new TreeSet<ServiceName>();
        names.add(service);
        for (var topic : topics) {
            topic.readers().forEach(r -> names.add(r.service()));
            topic.writers().forEach(w -> names.add(w.service()));
        }
        return names;
    }
}
