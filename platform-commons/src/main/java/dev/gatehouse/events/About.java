package dev.gatehouse.events;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.names.EventId;

/**
 * What an event is about, and why it is sent. The subject is also the partition key: events about one subject stay in order.
 *
 * @param version of the aggregate, so that a late event does not overwrite a newer one
 * @param id the sender's own id for the event, so that a repeated send is the same event; absent: derived from a causing
 *        event, type, subject and version (so that two such events of one cause need different versions, or ids of their own),
 *        else random
 */
public record About(String subject, @Nullable Long version, Cause cause, @Nullable EventId id) {

    /** An event about a subject, to be completed by {@link Unexplained#because}. */
    public static Unexplained about(Object subject) {
        return new Unexplained(subject.toString(), null);
    }

    /** An event about one version of an aggregate, to be completed by {@link Unexplained#because}. */
    public static Unexplained about(Object subject, long version) {
        return new Unexplained(subject.toString(), version);
    }

    public About withId(EventId own) {
        return new About(subject, version, cause, Objects.requireNonNull(own));
    }

    /** An event without a cause cannot be sent; this step cannot be left out. */
    public record Unexplained(String subject, @Nullable Long version) {
        public About because(Cause cause) {
            return new About(subject, version, cause, null);
        }
    }
}
