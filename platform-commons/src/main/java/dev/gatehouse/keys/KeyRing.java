package dev.gatehouse.keys;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The key versions of this service. Thread-safe. */
public interface KeyRing {
    /** Every version that could be loaded, oldest first; never empty in a service that has started. */
    List<OwnKeyVersion> versions();

    /** What this service holds under an id. */
    Held find(KeyId id);

    /** The version that signs, and that others wrap to: the newest one that is active and not revoked. Absent: nothing can be sealed. */
    default Optional<OwnKeyVersion> signer(DirectoryReading directory, Instant now) {
        return versions().stream()
                .filter(v -> directory.revokedAt(v.id()).isEmpty() && !v.publicHalf().activeFrom().isAfter(now))
                .max(Comparator.comparingInt(v -> v.publicHalf().version()));
    }

    /** When the first version became active; no session from long before it can be meant for this service. */
    Instant firstActiveFrom();

    /** What is held under a key id. */
    sealed interface Held {
        /** The version can be used. */
        record Loaded(OwnKeyVersion version) implements Held {}

        /** It is one of this service's own, but its seeds could not be loaded (yet). */
        record NotLoaded() implements Held {}

        /** It was one of this service's own and has been destroyed on purpose: a tombstone says so. */
        record Destroyed() implements Held {}

        /** It never was this service's. */
        record NotMine() implements Held {}
    }
}
