package dev.gatehouse.authorization;

import java.util.Optional;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** What a name on the broker is to a declared topic. */
sealed interface TopicFamily {
    /** The topic itself. */
    record Data() implements TopicFamily {}

    /** Its sealing sessions: who may read the topic reads them, who may write it writes them. */
    record Grants() implements TopicFamily {}

    /** What one reader refused: that reader's alone. */
    record Quarantine(String reader) implements TopicFamily {
        boolean belongsTo(ServiceName service) {
            return reader.equals(service.value());
        }
    }

    /** Empty when the name has nothing to do with the topic. */
    static Optional<TopicFamily> of(String name, TopicName topic) {
        if (name.equals(topic.value()))
            return Optional.of(new Data());
        if (name.equals(topic + ".grants"))
            return Optional.of(new Grants());
        var quarantine = topic + ".quarantine.";
        return name.startsWith(quarantine) ? Optional.of(new Quarantine(name.substring(quarantine.length()))) : Optional.empty();
    }
}
