package dev.gatehouse.keys;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.gatehouse.names.ServiceName;

/** One reading of the directory. Immutable. */
public final class DirectoryReading {
    private final Instant begun;
    private final Map<KeyId, PublicKeyVersion> entries;
    private final Map<KeyId, Instant> revocations;

    /**
     * @param begun before the first byte was read: what was written earlier is in here
     * @param entries of two with the same id the lower version holds
     * @param revocations key id and since when it counts as revoked
     */
    public DirectoryReading(Instant begun, Collection<PublicKeyVersion> entries, Map<KeyId, Instant> revocations) {
        this.begun = begun;
        var byId = new HashMap<KeyId, PublicKeyVersion>();
        entries.stream().sorted(Comparator.comparingInt(PublicKeyVersion::version)).forEach(e -> byId.putIfAbsent(e.id(), e));
        this.entries = Map.copyOf(byId);
        this.revocations = Map.copyOf(revocations);
    }

    public Instant begun() {
        return begun;
    }

    public Collection<PublicKeyVersion> entries() {
        return entries.values();
    }

    public Map<KeyId, Instant> revocations() {
        return revocations;
    }

    public Optional<PublicKeyVersion> find(KeyId id) {
        return Optional.ofNullable(entries.get(id));
    }

    public Optional<Instant> revokedAt(KeyId id) {
        return Optional.ofNullable(revocations.get(id));
    }

    /** The version that producers wrap to: the newest one that is active and not revoked. */
    public Optional<PublicKeyVersion> active(ServiceName service, Instant now) {
        return entries.values().stream()
                .filter(e -> e.service().equals(service) && !e.activeFrom().isAfter(now) && !revocations.containsKey(e.id()))
                .max(Comparator.comparingInt(PublicKeyVersion::version));
    }
}
