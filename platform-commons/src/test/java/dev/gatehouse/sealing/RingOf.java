package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;

/** A key ring whose versions can be made to be missing or destroyed. */
final class RingOf implements KeyRing {
    final Set<KeyId> notLoaded = new HashSet<>();
    final Set<KeyId> destroyed = new HashSet<>();
    private final List<OwnKeyVersion> versions;

    RingOf(List<OwnKeyVersion> versions) {
        this.versions = versions;
    }

    @Override
    public List<OwnKeyVersion> versions() {
        return versions;
    }

    @Override
    public Held find(KeyId id) {
        if (destroyed.contains(id))
            return new Held.Destroyed();
        if (notLoaded.contains(id))
            return new Held.NotLoaded();
        return versions.stream().filter(v -> v.id().equals(id)).findFirst().<Held>map(Held.Loaded::new)
                .orElseGet(Held.NotMine::new);
    }

    @Override
    public Instant firstActiveFrom() {
        return versions.getFirst().publicHalf().activeFrom();
    }
}
