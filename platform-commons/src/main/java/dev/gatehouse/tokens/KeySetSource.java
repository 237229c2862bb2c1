package dev.gatehouse.tokens;

import java.io.IOException;

/** Where the issuer's key set comes from. Implementations are thread-safe, and bound time and size. */
@FunctionalInterface
public interface KeySetSource {
    /**
     * Reads it now, as JSON (RFC 7517 §5).
     *
     * @throws IOException when it cannot be had; never for a reason in what it says
     */
    String read() throws IOException;
}
