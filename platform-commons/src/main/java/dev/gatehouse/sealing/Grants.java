package dev.gatehouse.sealing;

import java.util.List;

import dev.gatehouse.names.TopicName;

/** What a reader knows of the grants topics. Thread-safe; never waits. */
public interface Grants {
    /** Everything that was filed under an id so far, in offset order. */
    List<GrantRecord> find(TopicName topic, SessionId id);

    /**
     * Asks that the log be read up to its end as it is from now on.
     *
     * @return a number to ask {@link #readTo} with
     */
    long requestEnd(TopicName topic);

    /** Whether the log was read up to an end offset that was fetched after that request. */
    boolean readTo(TopicName topic, long request);
}
