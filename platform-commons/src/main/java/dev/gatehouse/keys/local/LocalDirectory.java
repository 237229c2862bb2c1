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
 * {@link #refresh}. An entry or a revocation once seen is never dropped.
 */
public final class LocalDirectory implements Directory {
    private final Path directory;
    private final Path revocations;
    private final Realm realm;
    private final InstantSource clock;
    private final Consumer<String> alarms;
    private final Map<KeyId, PublicKeyVersion> entries = new HashMap<>();
    private final Map<KeyId, Instant> revoked = new HashMap<>();
    private final Set<String> complained = new HashSet<>();
    private volatile DirectoryReading latest = new DirectoryReading(Instant.EPOCH, Set.of(), Map.of());

    /**
     * Reads nothing yet.
     *
     * @param data folder that holds {@code directory} and {@code revocations}
     * @param alarms told once about each file that is not understood, which then counts as absent
     */
    public LocalDirectory(Path data, Realm realm, InstantSource clock, Consumer<String> alarms) {
        this.directory = data.resolve("directory");
        this.revocations = data.resolve("revocations");
        this.realm = realm;
        this.clock = clock;
        this.alarms = alarms;
    }

    @Override
    public DirectoryReading latest() {
        return latest;
    }

    /**
     * Reads all revocations, and the entries of these services. When a folder cannot be read, the last good reading stays, with
     * every revocation that was found: one broken folder protects nobody from being revoked.
     */
    public synchronized void refresh(Collection<ServiceName> services) {
        var begun = clock.instant();
        try {
            KeyFiles.list(revocations).forEach(this::revocation);
            if (!Files.isDirectory(directory))
                throw new IllegalStateException("there is no folder %s".formatted(directory));
            for (var service : services)
                KeyFiles.list(directory.resolve(service.value())).forEach(file -> entry(file, service));
            latest = new DirectoryReading(begun, entries.values(), revoked);
        } catch (RuntimeException e) {
            complain(e);
            var last = latest;
            latest = new DirectoryReading(last.begun(), last.entries(), revoked);
        }
    }

    private void entry(Path file, ServiceName service) {
        try {
            var version = DirectoryFile.read(file, realm, service);
            var older = entries.putIfAbsent(version.id(), version);
            if (older != null && older.version() != version.version())
                complain(new IllegalStateException(
                        "%s repeats the keys of version %d, which holds".formatted(file, older.version())));
        } catch (RuntimeException e) {
            complain(e);
        }
    }

    private void revocation(Path file) {
        try {
            var since = KeyFiles.read(file, RevocationFile.class, revocation -> {
                if (!revocation.keyId().equals(KeyFiles.stem(file)))
                    throw new IllegalStateException("%s names another key id than its file: it is not used".formatted(file));
                return Map.entry(KeyId.parse(revocation.keyId()), Instant.parse(revocation.revokedAt()));
            });
            revoked.putIfAbsent(since.getKey(), since.getValue());
        } catch (RuntimeException e) {
            complain(e);
        }
    }

    private void complain(RuntimeException e) {
        var message = String.valueOf(e.getMessage());
        if (complained.add(message))
            alarms.accept(message);
    }
}
