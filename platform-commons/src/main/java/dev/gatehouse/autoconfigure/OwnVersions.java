package dev.gatehouse.autoconfigure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;

/** The own key versions as an operator sees them. */
final class OwnVersions {
    private OwnVersions() {}

    /** Oldest first: those that are loaded, and those that are published and cannot be used here. */
    static List<KeysEndpoint.Version> of(KeyRing ring, DirectoryReading directory, Instant now) {
        var signer = ring.signer(directory, now).map(OwnKeyVersion::id);
        var all = new ArrayList<PublicKeyVersion>(ring.versions().stream().map(OwnKeyVersion::publicHalf).toList());
        directory.entries().stream().filter(e -> ring.find(e.id()) instanceof KeyRing.Held.NotLoaded).forEach(all::add);
        return all.stream().sorted(Comparator.comparingInt(PublicKeyVersion::version))
                .map(v -> new KeysEndpoint.Version(v.version(), v.id().toString(), v.activeFrom(),
                        directory.revokedAt(v.id()).orElse(null), ring.find(v.id()) instanceof KeyRing.Held.Loaded,
                        signer.filter(v.id()::equals).isPresent()))
                .toList();
    }
}
