package dev.gatehouse.delivery;

import dev.gatehouse.events.NotSentException;
import dev.gatehouse.names.TopicName;
import dev.gatehouse.sealing.SessionId;

/** What happened to the outbox; for audit, metrics and logs, which are told and decide nothing. */
public sealed interface OutboxNotice {
    /** This instance carries the outbox from now on. */
    record Active() implements OutboxNotice {}

    /** It cannot at the moment, as a rule because the database has ended the connection, or does not answer. */
    record Passive(String cause, Throwable failure) implements OutboxNotice {}

    /** The broker does not take events at the moment; it is tried again, and nothing is lost. */
    record Waiting(String cause) implements OutboxNotice {}

    /**
     * The broker, or the contract, will not take this event however often it is tried. Since neither it may be lost nor a later
     * one overtake it, nothing is sent until that is mended; it is tried again every half minute.
     */
    record Stopped(TopicName topic, long row, NotSentException.Code code, String detail) implements OutboxNotice {}

    /** The broker takes events again. */
    record Resumed() implements OutboxNotice {}

    /** A grant was not on its topic any more, and was published again. */
    record GrantAgain(TopicName topic, SessionId session) implements OutboxNotice {}

    /** The row of a session was not in the database any more, and is stored again. */
    record SessionAgain(TopicName topic, SessionId session) implements OutboxNotice {}
}
