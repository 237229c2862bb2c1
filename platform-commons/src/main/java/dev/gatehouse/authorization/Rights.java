package dev.gatehouse.authorization;

import dev.gatehouse.names.ServiceName;

/** Answers who may do what. Immutable. */
public interface Rights {
    /**
     * Whether the service may read a topic.
     *
     * @param topic name on the broker: of a declared topic, its grants, or a reader's quarantine
     */
    Decision mayRead(ServiceName service, String topic);

    /** Whether the service may write it, likewise. */
    Decision mayWrite(ServiceName service, String topic);
}
