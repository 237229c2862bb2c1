package dev.gatehouse.identity;

/** Where the identity of this service comes from. Implementations are thread-safe. */
public interface IdentitySource {
    /**
     * Reads or obtains the identity now; it is not checked yet.
     *
     * @throws NoIdentityException when there is none, or one that is not understood whole
     */
    ServiceIdentity read();
}
