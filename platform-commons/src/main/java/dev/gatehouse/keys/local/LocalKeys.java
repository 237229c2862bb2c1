package dev.gatehouse.keys.local;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PseudonymKey;
import dev.gatehouse.keys.PseudonymKeys;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;
import dev.gatehouse.names.TopicName;

/**
 * The own keys in a folder that only this service may read. Makes the first version, and publishes every version's public half,
 * before anything else happens. Whoever copies the folder is this service; in a realm that is not local, Vault keeps the seeds.
 * Thread-safe.
 */
public final class LocalKeys implements KeyRing, PseudonymKeys {
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-f]{16}");
    private final Path folder;
    private final Path data;
    private final Path directory;
    private final Realm realm;
    private final ServiceName service;
    private final InstantSource clock;
    private final Map<TopicName, PseudonymKey> pseudonyms = new ConcurrentHashMap<>();
    private volatile Loaded loaded;

    /** What came of a wish for a next version. */
    public sealed interface Next {
        /** It is there and published; of several that wished at once each got one that all have. */
        record Made(OwnKeyVersion version) implements Next {}

        /** None is made: the service is revoked, and nobody would believe it. */
        record Barred(Instant since) implements Next {}
    }

    private record Loaded(List<OwnKeyVersion> versions, Set<KeyId> destroyed, Set<KeyId> published) {}

    /**
     * Loads the key versions, having made the first one if there is none.
     *
     * @param local folder of the service, {@code <data>/services/<service>}
     * @param data folder that holds {@code directory}
     * @throws IllegalStateException naming the file, when one is not understood or the realm is not a local one
     */
    public LocalKeys(Path local, Path data, Realm realm, ServiceName service, InstantSource clock) {
        this(local, data, realm, service, clock, true);
    }

    /**
     * The key versions that are there, for whoever looks at an event as this service: makes none, publishes none.
     *
     * @throws IllegalStateException when there is none
     */
    public static LocalKeys asTheyAre(Path local, Path data, Realm realm, ServiceName service, InstantSource clock) {
        return new LocalKeys(local, data, realm, service, clock, false);
    }

    private LocalKeys(Path local, Path data, Realm realm, ServiceName service, InstantSource clock, boolean make) {
        if (!realm.isLocal())
            throw new IllegalStateException(
                    "realm %s is not a local one: keys in folders are for realms whose name begins with 'local-'"
                            .formatted(realm));
        this.folder = local.resolve("keys");
        this.data = data;
        this.directory = data.resolve("directory");
        this.realm = realm;
        this.service = service;
        this.clock = clock;
        if (make && seedFiles().isEmpty())
            KeyFiles.create(seeds(1), SeedFile.random(realm, service, 1, clock.instant()));
        this.loaded = load();
        if (make)
            publish();
    }

    /**
     * Makes the next version in this process: the seeds, read back, then the public half. Another process of the same service
     * finds it at its next {@link #refresh}.
     *
     * @param known read a moment ago: tells which versions are revoked
     * @param lead until others seal to it; none when this service has no active version that is not revoked, so that it goes on
     * @throws UncheckedIOException when a file cannot be written; seeds that were written are published at the next refresh
     */
    public synchronized Next next(DirectoryReading known, Duration lead) {
        var bars = BarFolder.of(data, service).bars(clock, problem -> {
            throw new IllegalStateException("no version is made: " + problem.getMessage());
        });
        for (var bar : bars)
            if (bar.isInForce())
                return new Next.Barred(bar.since());
        loaded = load();
        var now = clock.instant();
        int number = 1 + latestNumber(bars);
        if (number > PublicKeyVersion.LAST_VERSION)
            throw new IllegalStateException("no version is made: %s is the last number, and a file in %s or %s has it"
                    .formatted(number - 1, folder, directory.resolve(service.value())));
        KeyFiles.create(seeds(number), SeedFile.random(realm, service, number,
                signer(known, now).isPresent() ? now.plus(lead) : now));
        loaded = load();
        publish();
        return new Next.Made(loaded.versions.stream().filter(v -> v.publicHalf().version() == number).findFirst().orElseThrow());
    }

    /** Of the seeds, of what is published, whether understood or not, and of what a lifted bar still covers. */
    private int latestNumber(List<Bar> bars) {
        var files = Stream.concat(seedFiles().stream(), KeyFiles.list(directory.resolve(service.value())).stream());
        var numbers = IntStream.concat(files.map(KeyFiles::number).flatMapToInt(OptionalInt::stream),
                bars.stream().map(Bar::firstVersion).flatMapToInt(OptionalInt::stream).map(first -> first - 1));
        return numbers.max().orElse(0);
    }

    /** Looks for new versions, and publishes again what the directory has lost. */
    public synchronized void refresh() {
        loaded = load();
        publish();
    }

    @Override
    public List<OwnKeyVersion> versions() {
        return loaded.versions;
    }

    @Override
    public Held find(KeyId id) {
        var now = loaded;
        for (var version : now.versions)
            if (version.id().equals(id))
                return new Held.Loaded(version);
        if (now.destroyed.contains(id))
            return new Held.Destroyed();
        return now.published.contains(id) ? new Held.NotLoaded() : new Held.NotMine();
    }

    @Override
    public Instant firstActiveFrom() {
        return loaded.versions.getFirst().publicHalf().activeFrom();
    }

    @Override
    public PseudonymKey of(TopicName topic) {
        return pseudonyms.computeIfAbsent(topic, this::loadPseudonym);
    }

    private PseudonymKey loadPseudonym(TopicName topic) {
        var file = folder.resolve("hmac").resolve(topic + ".json");
        if (!Files.exists(file))
            KeyFiles.create(file, new PseudonymFile(1, topic.value(), SeedFile.randomKey()));
        return KeyFiles.read(file, PseudonymFile.class, content -> {
            if (!content.topic().equals(topic.value()))
                throw new IllegalStateException("%s is the key of another topic: it is not used".formatted(file));
            var key = Base64.getDecoder().decode(content.key());
            try {
                return PseudonymKey.fromBytes(key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    private Loaded load() {
        var versions = new TreeMap<Integer, OwnKeyVersion>();
        for (var file : seedFiles()) {
            var version = SeedFile.read(file, realm, service);
            versions.put(version.publicHalf().version(), version);
        }
        if (versions.isEmpty())
            throw new IllegalStateException("%s holds no key of this service any more: put its files back".formatted(folder));
        return new Loaded(versions.values().stream().sorted(Comparator.comparingInt(v -> v.publicHalf().version())).toList(),
                destroyed(), published());
    }

    /** {@code keys/destroyed/<key id>.json}: tombstones of versions that are gone on purpose. */
    private Set<KeyId> destroyed() {
        var ids = new HashSet<KeyId>();
        for (var file : KeyFiles.list(folder.resolve("destroyed")))
            if (KEY_ID.matcher(KeyFiles.stem(file)).matches())
                ids.add(KeyId.parse(KeyFiles.stem(file)));
        return Set.copyOf(ids);
    }

    /** What the directory has under the own name: ids of which the seeds may be missing here. */
    private Set<KeyId> published() {
        var ids = new HashSet<KeyId>();
        for (var file : KeyFiles.list(directory.resolve(service.value())))
            idOf(file).ifPresent(ids::add);
        return Set.copyOf(ids);
    }

    /** An entry that is not understood counts as absent; whoever reads the directory gives the alarm. */
    private Optional<KeyId> idOf(Path entry) {
        try {
            return Optional.of(DirectoryFile.read(entry, realm, service).id());
        } catch (IllegalStateException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private void publish() {
        for (var version : loaded.versions) {
            var file = DirectoryFile.in(directory, version.publicHalf());
            if (!KeyFiles.create(file, DirectoryFile.of(version.publicHalf()))
                    && !DirectoryFile.read(file, realm, service).id().equals(version.id()))
                throw new IllegalStateException(
                        "%s has other keys than %s, so that nobody could seal for this service: put back the key files that belong to it"
                                .formatted(file, folder));
        }
    }

    private Path seeds(int version) {
        return folder.resolve(version + ".json");
    }

    private List<Path> seedFiles() {
        return KeyFiles.list(folder);
    }

    @Override
    public String toString() {
        return "keys of %s: %s".formatted(service, loaded.versions);
    }
}
