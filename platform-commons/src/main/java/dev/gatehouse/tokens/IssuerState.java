package dev.gatehouse.tokens;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of the issuer at a moment.
 *
 * @param keys how many are known that a signature could be checked with
 * @param readAt when they were read; empty: never yet
 * @param failure class of what stood in the way when they were to be read last; empty: nothing did
 */
public record IssuerState(int keys, Optional<Instant> readAt, Optional<String> failure) {}
