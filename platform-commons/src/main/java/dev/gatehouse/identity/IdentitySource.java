package dev.gatehouse.identity;

import java.time.Instant;

/** Where the identity of this service comes from. Implementations are thread-safe. */
public interface IdentitySource {
    /**
     * Reads or obtains the identity now; it is not checked yet.
     *
     * @throws NoIdentityException when there is none, or one that is not understood whole
     */
    ServiceIdentity read();

    /**
     * Whether {@link #read} is worth its cost now. Asked each second, so this has to be cheap. A source that is given
     * identities compares what lies there with what it has read; one that has them issued says yes at two thirds of the life of
     * {@code held}, with jitter, and keeps its distance after a failure.
     *
     * @param held the identity in use; one that was read and not taken is not held
     * @throws NoIdentityException when there is nothing any more
     */
    boolean hasNext(ServiceIdentity held, Instant now);
}
