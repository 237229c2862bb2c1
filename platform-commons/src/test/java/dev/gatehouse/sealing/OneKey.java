package dev.gatehouse.sealing;

import java.time.Instant;
import java.util.List;

import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;

/** A key ring with one loaded version. */
public record OneKey(OwnKeyVersion version) implements KeyRing {
    @Override
    public List<OwnKeyVersion> versions() {
        return List.of(version);
    }

    @Override
    public Held find(KeyId id) {
        return id.equals(version.id()) ? new Held.Loaded(version) : new Held.NotMine();
    }

    @Override
    public Instant firstActiveFrom() {
        return version.publicHalf().activeFrom();
    }
}
