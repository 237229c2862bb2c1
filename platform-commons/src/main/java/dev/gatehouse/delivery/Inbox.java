package dev.gatehouse.delivery;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventId;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * What a service remembers in its database of the events that it applied, and how far it got. An event's effect, its row and
 * the next offset are one transaction: all of it is there afterwards, or nothing. Thread-safe.
 */
public interface Inbox {
    /**
     * How far a partition of a log was read.
     *
     * @param topicId the broker's id of the topic, another one when a topic of the name is made anew
     */
    record Bookmark(String topicId, long next) {}

    /** An event that arrived; {@code sessionCreated} decides how long it must be remembered. */
    record Arrival(ServiceName producer, EventId id, Instant sessionCreated) {}

    /**
     * From where to where a partition is to be read on in one transaction.
     *
     * @param log the topic as the broker calls it, or the quarantine in front of it
     * @param topic whose events these are
     * @param known the bookmark as this reader believes it to be stored; null for none
     * @param time of the log, by which rows grow stale
     */
    record Step(String log, int partition, TopicName topic, @Nullable Bookmark known, Bookmark next, Instant time) {}

    /** What became of a step. */
    sealed interface Outcome {
        /** It is committed; {@code fresh} has the positions of the arrivals that were new and had their effect. */
        record Committed(BitSet fresh) implements Outcome {}

        /** Nothing was done, since the stored bookmark is another than believed: somebody else reads, or the database went back. */
        record Moved() implements Outcome {}
    }

    /** The stored bookmark. @throws InboxUnavailableException when the database cannot tell */
    Optional<Bookmark> bookmark(String log, int partition);

    /**
     * Moves the bookmark and applies what is new, in the order of the arrivals, in one transaction that code of the effects
     * joins.
     *
     * @param effect given the position of each new arrival; what it throws comes out, and nothing is done then
     * @throws InboxUnavailableException when the inbox's own part of the work failed; it may be committed nevertheless
     */
    Outcome advance(Step step, List<Arrival> arrivals, IntConsumer effect);

    /** Whether a failure says something about the database and nothing about the event, so that trying again may help. */
    boolean isTransient(Throwable failure);
}
