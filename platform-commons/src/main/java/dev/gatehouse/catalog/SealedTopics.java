package dev.gatehouse.catalog;

import java.util.List;

import dev.gatehouse.catalog.Descriptor.OwnTopic;
import dev.gatehouse.contract.Protection;

/** What sealing demands of a topic: docs/envelope.md. */
final class SealedTopics {
    static final int MAX_READERS = 64;

    private SealedTopics() {}

    static void check(List<Descriptor> descriptors, List<Problem> problems) {
        for (var owner : descriptors)
            for (var topic : owner.topics())
                if (topic.protection() == Protection.SEALED)
                    check(owner, topic, problems);
    }

    private static void check(Descriptor owner, OwnTopic topic, List<Problem> problems) {
        var readers = topic.readers().stream().map(At::value).distinct().toList();
        if (readers.size() > MAX_READERS)
            problems.add(new Problem(owner.file(), topic.name().line(),
                    "%s has %d readers, but a grant has room for %d: split the topic".formatted(topic.name().value(),
                            readers.size(), MAX_READERS)));
        if (readers.size() < 2)
            return;
        // A reader knows the session's secret; only the right to write is missing for forging records to the others.
        for (var writer : topic.writers())
            if (writer.value().until() == null && readers.contains(writer.value().service()))
                problems.add(new Problem(owner.file(), writer.line(),
                        "%s both writes and reads the sealed topic %s beside other readers, and could forge records to them: remove it from the readers or from the writers, or give it a topic of its own"
                                .formatted(writer.value().service(), topic.name().value())));
    }
}
