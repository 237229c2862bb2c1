package dev.gatehouse.delivery;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;

/**
 * Brings what the outbox holds to the broker. Used by one thread at a time.
 *
 * <p>Promised: records with one subject reach the broker in the order of the calls, and after a failure none that was sent
 * behind the one that failed is appended to its partition, unless that one was appended too.
 */
public interface Courier extends AutoCloseable {
    /** Where a grant lies: the id of its topic, since another id under the same name is another topic, and the offset. */
    record GrantPlace(String topicId, long offset) {}

    /**
     * Publishes a grant.
     *
     * @return completes when all in-sync replicas have it, exceptionally with {@link NotSentException} alone
     * @throws NotSentException when the contract does not know the topic
     */
    CompletableFuture<GrantPlace> announce(TopicName topic, SessionId session, byte[] grant);

    /** A grant, and where it was put. */
    record Announced(TopicName topic, GrantPlace place) {}

    /** The sessions whose grants are not where they were put. One about which the broker says nothing is not among them. */
    CompletableFuture<Set<SessionId>> missing(Map<SessionId, Announced> announced);

    /**
     * Sends one record. After a failure everything fails until {@link #reset}.
     *
     * @return completes when all in-sync replicas have it, exceptionally with {@link NotSentException} alone, and then it may or
     *         may not be on the broker
     * @throws NotSentException when nothing was sent
     */
    CompletableFuture<?> send(StoredEvent event);

    /** Forgets what is on its way: nothing of it is sent any more, once this returns, but what the broker has been sent already. */
    void reset();

    @Override
    void close();
}
