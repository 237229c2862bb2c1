package dev.gatehouse.catalog;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import dev.gatehouse.catalog.Descriptor.Consumed;
import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.names.EventTypeName;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** Whether the descriptors say the same about each other. */
final class Agreement {
    private final Map<ServiceName, Descriptor> services = new LinkedHashMap<>();
    private final Map<TopicName, Owned> topics = new LinkedHashMap<>();
    private final Map<EventTypeName, String> types = new LinkedHashMap<>();
    private final boolean complete;
    private final List<Problem> problems;

    private record Owned(Descriptor owner, OwnTopic topic) {}

    private Agreement(boolean complete, List<Problem> problems) {
        this.complete = complete;
        this.problems = problems;
    }

    /**
     * Reports every disagreement.
     *
     * @param complete whether every file gave a descriptor; if not, an unknown name may be of a file that could not be read,
     *        and is not reported
     */
    static void check(List<Descriptor> descriptors, boolean complete, List<Problem> problems) {
        var agreement = new Agreement(complete, problems);
        descriptors.forEach(agreement::register);
        for (var descriptor : descriptors) {
            descriptor.topics().forEach(topic -> agreement.readers(descriptor, topic));
            descriptor.topics().forEach(topic -> agreement.writers(descriptor, topic));
            descriptor.consumes().forEach(consumed -> agreement.consumed(descriptor, consumed));
        }
    }

    private void register(Descriptor descriptor) {
        var earlier = services.putIfAbsent(descriptor.name(), descriptor);
        if (earlier != null)
            report(descriptor, descriptor.service(),
                    "service %s is already described in %s:%d; two would share certificate and rights: rename or remove one"
                            .formatted(descriptor.name(), earlier.file(), earlier.service().line()));
        for (var topic : descriptor.topics()) {
            var owned = topics.putIfAbsent(topic.name().value(), new Owned(descriptor, topic));
            if (owned != null)
                report(descriptor, topic.name(),
                        "topic %s is already owned by %s in %s:%d; a topic has one owner: rename or remove one"
                                .formatted(topic.name().value(), owned.owner().name(), owned.owner().file(),
                                        owned.topic().name().line()));
            for (var event : topic.events()) {
                var where = "%s in %s:%d".formatted(topic.name().value(), descriptor.file(), event.type().line());
                var before = types.putIfAbsent(event.type().value(), where);
                if (before != null)
                    report(descriptor, event.type(),
                            "event type %s is already on %s; the topic follows from the type, so a type has one topic: rename or remove one"
                                    .formatted(event.type().value(), before));
            }
        }
    }

    private void readers(Descriptor owner, OwnTopic topic) {
        var name = topic.name().value();
        var seen = new HashSet<ServiceName>();
        for (var reader : topic.readers()) {
            if (!seen.add(reader.value()))
                report(owner, reader, "%s is listed twice among the readers of %s: remove one".formatted(reader.value(), name));
            else
                known(owner, reader, "reader of " + name)
                        .filter(r -> r.consumes().stream().noneMatch(c -> c.topic().value().equals(name)))
                        .ifPresent(r -> report(owner, reader,
                                "%s lists %s as a reader of %s, but %s does not consume it; both sides must agree: add '%s: { from: %s }' to consumes in %s, or remove the reader here"
                                        .formatted(owner.name(), r.name(), name, r.name(), name, owner.name(), r.file())));
        }
    }

    private void writers(Descriptor owner, OwnTopic topic) {
        var name = topic.name().value();
        var seen = new HashSet<ServiceName>();
        for (var writer : topic.writers()) {
            var service = new At<>(writer.value().service(), writer.line());
            if (!seen.add(service.value()))
                report(owner, service, "%s is listed twice among the writers of %s: remove one".formatted(service.value(), name));
            else if (writer.value().until() == null) // one on its way out may have left the catalog already
                known(owner, service, "writer of " + name);
        }
    }

    private void consumed(Descriptor reader, Consumed consumed) {
        var name = consumed.topic().value();
        known(reader, consumed.from(), "owner of " + name).ifPresent(expected -> {
            var owned = Optional.ofNullable(topics.get(name));
            if (owned.isPresent())
                agree(reader, consumed, owned.get());
            else if (complete)
                report(reader, consumed.topic(),
                        "topic %s is declared by no service; there are %s: correct the name, or declare it under topics in %s"
                                .formatted(name, new TreeSet<>(topics.keySet()), expected.file()));
        });
    }

    private void agree(Descriptor reader, Consumed consumed, Owned owned) {
        var name = consumed.topic().value();
        var owner = owned.owner();
        var where = "%s:%d".formatted(owner.file(), owned.topic().name().line());
        if (!owner.name().equals(consumed.from().value()))
            report(reader, consumed.from(),
                    "%s expects %s from %s, but %s owns it (%s); a reader names the owner that it trusts: write { from: %s }"
                            .formatted(reader.name(), name, consumed.from().value(), owner.name(), where, owner.name()));
        else if (owned.topic().readers().stream().noneMatch(r -> r.value().equals(reader.name())))
            report(reader, consumed.topic(),
                    "%s consumes %s, but its owner %s does not list it as a reader; the owner of the data decides: add %s to topics.%s.readers in %s, or remove the topic from consumes here"
                            .formatted(reader.name(), name, owner.name(), reader.name(), name, where));
    }

    private Optional<Descriptor> known(Descriptor where, At<ServiceName> service, String as) {
        var known = Optional.ofNullable(services.get(service.value()));
        if (known.isEmpty() && complete)
            report(where, service,
                    "%s is named as %s, but no descriptor describes that service; there are %s: correct the name, or add its service.yml"
                            .formatted(service.value(), as, new TreeSet<>(services.keySet())));
        return known;
    }

    private void report(Descriptor where, At<?> what, String message) {
        problems.add(new Problem(where.file(), what.line(), message));
    }
}
