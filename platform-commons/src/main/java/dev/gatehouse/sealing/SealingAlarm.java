package dev.gatehouse.sealing;

import java.util.List;

import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/** Something about sealing sessions that an operator should know; told once when it begins. */
public sealed interface SealingAlarm {
    TopicName topic();

    /** Declared readers have no key to wrap to: sessions are made without them. */
    record PendingReaders(TopicName topic, List<ServiceName> readers) implements SealingAlarm {}

    /** No reader at all has a key: events of the topic are refused with NO_SESSION. */
    record NoReader(TopicName topic) implements SealingAlarm {}

    /** The grant could not be published; the same bytes are tried again. */
    record NotAnnounced(TopicName topic, String cause) implements SealingAlarm {}

    /** Directory or contract was last read 24 h ago or longer: no new session is made from them. */
    record DirectoryTooOld(TopicName topic) implements SealingAlarm {}

    /** The own signing key is revoked: nothing can be sealed until there is a new version. */
    record SignerRevoked(TopicName topic) implements SealingAlarm {}
}
