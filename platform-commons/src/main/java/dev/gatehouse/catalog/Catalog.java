package dev.gatehouse.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import dev.gatehouse.contract.AppendTime;
import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.contract.TopicContract.Reader;
import dev.gatehouse.contract.TopicContract.Schema;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * All descriptors of a platform, checked as one. There is no other way to one than {@link #check}, so whoever holds a catalog
 * holds one without problems. Immutable; everything that follows from it is sorted, so the same descriptors give the same.
 */
public final class Catalog {
    private final NavigableMap<ServiceName, String> teams = new TreeMap<>();
    private final NavigableMap<ServiceName, Place> places = new TreeMap<>();
    private final NavigableMap<TopicName, Declaration> declarations = new TreeMap<>();
    private final List<Topic> topics;
    private final Map<EventTypeName, JsonNode> schemas;

    /** What came of a check. */
    public sealed interface Outcome {}

    /** The descriptors agree. */
    public record Valid(Catalog catalog) implements Outcome {}

    /** Everything that has to be changed, sorted by file and line; never empty. */
    public record Problems(List<Problem> problems) implements Outcome {
        public Problems {
            problems = List.copyOf(problems);
        }
    }

    private Catalog(List<Descriptor> descriptors, SchemaFiles.Found found) {
        var all = new ArrayList<Topic>();
        for (var descriptor : descriptors) {
            teams.put(descriptor.name(), descriptor.team());
            places.put(descriptor.name(), descriptor.place(descriptor.service()));
            descriptor.topics()
                    .forEach(topic -> declarations.put(topic.name().value(), Declaration.of(descriptor, topic)));
            descriptor.topics().forEach(topic -> all.add(compile(descriptor, topic, found.schemas())));
        }
        all.sort(Comparator.comparing(Topic::name));
        topics = List.copyOf(all);
        schemas = Map.copyOf(found.contents());
    }

    /** Checks the descriptors of a platform as one, and finds all problems at once. */
    public static Outcome check(Collection<DescriptorFile> files) {
        var problems = new ArrayList<Problem>();
        if (files.isEmpty())
            problems.add(new Problem("catalog", 0,
                    "there is no descriptor; a platform without services would allow nothing: add services/<name>/src/main/resources/service.yml"));
        // Sorted, so that of two that collide the same one is blamed whatever order a folder is listed in.
        var descriptors = files.stream().sorted(Comparator.comparing(DescriptorFile::name))
                .flatMap(file -> DescriptorParser.parse(file, problems).stream()).toList();
        Agreement.check(descriptors, descriptors.size() == files.size(), problems);
        SealedTopics.check(descriptors, problems);
        var schemas = SchemaFiles.check(descriptors, problems);
        return problems.isEmpty()
                ? new Valid(new Catalog(descriptors, schemas))
                : new Problems(problems.stream().sorted().distinct().toList());
    }

    /** What a name stands for that no service can have; empty when a service could. */
    public static Optional<String> reserved(ServiceName name) {
        return ReservedNames.taken(name.value());
    }

    /** Every service, sorted. */
    public Set<ServiceName> services() {
        return Collections.unmodifiableSet(teams.navigableKeySet());
    }

    /** Where a service is described; empty when it is not. */
    public Optional<Place> place(ServiceName service) {
        return Optional.ofNullable(places.get(service));
    }

    /** Every declared topic, with the lines that say who reads and writes it, sorted by name. */
    public Collection<Declaration> declarations() {
        return Collections.unmodifiableCollection(declarations.values());
    }

    /** Every topic that has to be on the broker, grants and quarantine topics included, sorted by name. */
    public List<CatalogTopic> topics(Replication replication) {
        return topics.stream().flatMap(topic -> BrokerTopics.of(topic, replication).stream())
                .sorted(Comparator.comparing(CatalogTopic::name)).toList();
    }

    /** Everything that a service may do on the broker; what is not in it is refused. */
    public SortedSet<Acl> acls() {
        return Collections.unmodifiableSortedSet(Acls.of(topics));
    }

    /**
     * What a service may believe about the topics that it writes or reads. Readers' contracts are written before writers', and
     * ACLs last, so that nothing is sealed for a service that does not know of it.
     *
     * @param service one of {@link #services()}
     */
    public Contract contractOf(ServiceName service, Realm realm, Since since) {
        if (!teams.containsKey(service))
            throw new IllegalArgumentException("service %s is not in the catalog, which has %s".formatted(service, services()));
        return new Contract(realm, service,
                topics.stream().filter(topic -> topic.concerns(service)).map(topic -> contract(topic, since)).toList());
    }

    Map<ServiceName, String> teams() {
        return teams;
    }

    /** Content of the schema of a declared event type. */
    JsonNode schema(EventTypeName type) {
        return Objects.requireNonNull(schemas.get(type), "a type of the catalog").deepCopy();
    }

    List<Topic> declared() {
        return topics;
    }

    private static Topic compile(Descriptor owner, Descriptor.OwnTopic topic, Map<EventTypeName, Schema> schemas) {
        var events = new TreeMap<EventTypeName, Schema>();
        for (var event : topic.events())
            events.put(event.type().value(), schemas.get(event.type().value()));
        return new Topic(topic.name().value(), owner.name(), topic.readers().stream().map(At::value).toList(),
                topic.writers().stream().map(At::value).toList(), topic.protection(), topic.key(), topic.partitions(),
                topic.retention(), events);
    }

    private static TopicContract contract(Topic topic, Since since) {
        var readers = topic.readers().stream()
                .map(reader -> new Reader(reader, since.added(topic.name(), reader).orElse(null))).toList();
        return new TopicContract(topic.name(), topic.name().value(), topic.owner(), topic.protection(), topic.key(),
                AppendTime.LOG_APPEND_TIME, readers, topic.writers(), topic.events(), topic.retention(),
                BrokerTopics.grantsRetention(topic), BrokerTopics.MAX_MESSAGE_BYTES);
    }
}
