package dev.gatehouse.contract;

/** How the payloads of a topic are protected beyond TLS and ACLs. Changing it is a new topic version. */
public enum Protection {
    /** Sealed by the producer for the declared readers; the broker sees ciphertext only. */
    SEALED,
    /** Encrypted by a router in front of the broker, for clients that cannot take the library. */
    BROKER_ENCRYPTED,
    /** Readable by whoever may read the topic. */
    PUBLIC;

    public String word() {
        return Words.of(this);
    }
}
