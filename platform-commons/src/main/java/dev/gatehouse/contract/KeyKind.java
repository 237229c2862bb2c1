package dev.gatehouse.contract;

/** What the partition key of a topic shows to the broker. */
public enum KeyKind {
    /** The subject itself. */
    PLAIN,
    /** An HMAC of the subject under a key of the topic's owner; the subject itself is inside the payload. */
    PSEUDONYMOUS
}
