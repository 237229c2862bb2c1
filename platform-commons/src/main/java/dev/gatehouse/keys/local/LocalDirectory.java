package dev.gatehouse.keys.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * The directory and the revocations as two folders that all services of a machine share. Thread-safe; reads only when told to
 * {@link #refresh}. An entry, a revocation or a bar once seen is never dropped.
 */
public final class LocalDirectory implements Directory {
    private final Path data;
    private final Path directory;
    private final Realm realm;
    private final InstantSource clock;
    private final Consumer<String> alarms;
    private final Map<KeyId, PublicKeyVersion> entries = new HashMap<>();
    private final Map<KeyId, Instant> revoked = new HashMap<>();
    private final Map<ServiceName, Map<Integer, Bar>> bars = new HashMap<>();
    private final Set<String> complained = new HashSet<>();
    private volatile DirectoryReading latest = new DirectoryReading(Instant.EPOCH, Set.of(), Map.of());

    /**
     * Reads nothing yet.
     *
     * @param data folder that holds {@code directory} and {@code revocations}
     * @param alarms told once about each file that is not understood: an entry then counts as absent, a revocation as made
     */
    public LocalDirectory(Path data, Realm realm, InstantSource clock, Consumer<String> alarms) {
        this.data = data;
        this.directory = data.resolve("directory");
        this.realm = realm;
        this.clock = clock;
        this.alarms = alarms;
    }

    @Override
    public DirectoryReading latest() {
        return latest;
    }

    /**
     * Reads all revocations, and the entries and bars of these services. When a folder cannot be read, the last good reading
     * stays, with every revocation that was found: one broken folder protects nobody from being revoked.
     */
    public synchronized void refresh(Collection<ServiceName> services) {
        var begun = clock.instant();
        try {
            services.forEach(this::bars);
            RevocationFile.readAll(data, clock, this::complain).forEach(
                    (id, since) -> revoked.merge(id, since, RevocationFile::earlier));
            if (!Files.isDirectory(directory))
                throw new IllegalStateException("there is no folder %s".formatted(directory));
            for (var service : services)
                KeyFiles.list(directory.resolve(service.value())).forEach(file -> entry(file, service));
            latest = new DirectoryReading(begun, entries.values(), revocations());
        } catch (RuntimeException e) {
            complain(e);
            var last = latest;
            latest = new DirectoryReading(last.begun(), last.entries(), revocations());
        }
    }

    private void entry(Path file, ServiceName service) {
        try {
            var version = DirectoryFile.read(file, realm, service);
            var holds = entries.merge(version.id(), version, LocalDirectory::older);
            if (holds.version() != version.version() || !holds.activeFrom().equals(version.activeFrom()))
                complain(new IllegalStateException(
                        "%s repeats the keys of version %d, which holds".formatted(file, holds.version())));
        } catch (RuntimeException e) {
            complain(e);
        }
    }

    /** Whatever its file is called: names sort 10 before 2. */
    private static PublicKeyVersion older(PublicKeyVersion known, PublicKeyVersion read) {
        return read.version() < known.version() ? read : known;
    }

    private void bars(ServiceName service) {
        for (var bar : BarFolder.of(data, service).bars(clock, this::complain))
            bars.computeIfAbsent(service, any -> new HashMap<>()).merge(bar.number(), bar, Bar::stronger);
    }

    /** By key id, for itself or with its service; the earlier time counts. */
    private Map<KeyId, Instant> revocations() {
        var all = new HashMap<>(revoked);
        for (var entry : entries.values())
            for (var bar : bars.getOrDefault(entry.service(), Map.of()).values())
                if (bar.covers(entry.version()))
                    all.merge(entry.id(), bar.since(), (one, other) -> one.isBefore(other) ? one : other);
        return all;
    }

    private void complain(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        if (complained.add(message))
            alarms.accept(message);
    }
}
