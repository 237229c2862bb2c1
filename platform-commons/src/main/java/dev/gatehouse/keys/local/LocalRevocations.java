package dev.gatehouse.keys.local;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.gatehouse.keys.KeyId;
import dev.gatehouse.keys.PublicKeyVersion;
import dev.gatehouse.names.Realm;
import dev.gatehouse.names.ServiceName;

/**
 * The operator's hand on the keys of a platform on one machine: who has which versions, and which of them count no more. Files
 * are created and never changed. Services look at them every 30 s. One thread at a time.
 */
public final class LocalRevocations {
    private final Path data;
    private final Realm realm;
    private final InstantSource clock;
    private final Consumer<String> problems;

    /**
     * A published key version.
     *
     * @param revokedAt since when it counts no more, for itself or with its service; {@link Instant#EPOCH}: for all time
     * @param hasSeeds whether the service's own folder has a file for it
     */
    public record Entry(PublicKeyVersion version, Optional<Instant> revokedAt, boolean hasSeeds) {}

    /**
     * What a revocation or a reinstatement made.
     *
     * @param file relative to the data folder
     */
    public record Step(Path file, String what) {}

    /** @param problems told of each file that is not understood */
    public LocalRevocations(Path data, Realm realm, Consumer<String> problems) {
        this(data, realm, InstantSource.system(), problems);
    }

    LocalRevocations(Path data, Realm realm, InstantSource clock, Consumer<String> problems) {
        if (!realm.isLocal())
            throw new IllegalStateException(
                    "realm %s is not a local one: revocations in folders are for realms whose name begins with 'local-'"
                            .formatted(realm));
        this.data = data;
        this.realm = realm;
        this.clock = clock;
        this.problems = problems;
    }

    /** Every service that has published a key version. */
    public Set<ServiceName> services() {
        var names = new TreeSet<ServiceName>();
        named(data.resolve("directory")).forEach(names::add);
        return names;
    }

    /** Oldest first. */
    public List<Entry> entries(ServiceName service) {
        var directory = new LocalDirectory(data, realm, clock, problems);
        directory.refresh(Set.of(service));
        var reading = directory.latest();
        var seeds = data.resolve("services").resolve(service.value()).resolve("keys");
        return reading.entries().stream().sorted(Comparator.comparingInt(PublicKeyVersion::version))
                .map(v -> new Entry(v, reading.revokedAt(v.id()), Files.exists(seeds.resolve(v.version() + ".json")))).toList();
    }

    /** Since when a service is revoked; empty when it is not, or not any more. */
    public Optional<Instant> barredSince(ServiceName service) {
        return bars(service).stream().filter(Bar::isInForce).map(Bar::since).min(Instant::compareTo);
    }

    /** Whether a bar that is understood is in force: what only counts as one may be gone when somebody removes the odd file. */
    public boolean isBarred(ServiceName service) {
        return bars(service).stream().anyMatch(bar -> bar.isInForce() && !bar.since().equals(Instant.EPOCH));
    }

    /** Whether the revocation that a key id has is understood. Another one counts, but may be gone or later than it was meant. */
    public boolean isRevoked(KeyId id) {
        var since = RevocationFile.readAll(data, clock, problem -> problems.accept(String.valueOf(problem.getMessage()))).get(id);
        return since != null && !since.equals(Instant.EPOCH);
    }

    /** Revokes one version. @return nothing when it was revoked already */
    public Optional<Step> revoke(KeyId id, Instant now) {
        var file = RevocationFile.in(data, id);
        return KeyFiles.create(file, new RevocationFile(1, id.toString(), now.toString()))
                ? Optional.of(new Step(data.relativize(file), "revokes key version " + id))
                : Optional.empty();
    }

    /**
     * Bars a service, then revokes each version that it has published. What was done before is not done again; what cannot be
     * written is told as a problem, and the rest is done. Ask {@link #isBarred} what came of it.
     */
    public List<Step> revoke(ServiceName service, Instant now) {
        var steps = new ArrayList<Step>();
        if (!isBarred(service))
            attempt(() -> bar(service, now)).ifPresent(steps::add);
        entries(service).forEach(entry -> attempt(() -> revoke(entry.version().id(), now))
                .ifPresent(step -> steps.add(new Step(step.file(), "revokes " + entry.version()))));
        return steps;
    }

    private Optional<Step> bar(ServiceName service, Instant now) {
        var folder = BarFolder.of(data, service);
        int number = 1 + folder.latestNumber();
        return KeyFiles.create(folder.bar(number), new BarFile(1, service.value(), number, now.toString()))
                ? Optional.of(new Step(data.relativize(folder.bar(number)),
                        "bars %s: no version of it counts, however new".formatted(service)))
                : Optional.empty();
    }

    private Optional<Step> attempt(Supplier<Optional<Step>> work) {
        try {
            return work.get();
        } catch (UncheckedIOException e) {
            problems.accept(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * Lifts what bars a service, so that versions made from now on count; those that it has published until now never do again.
     *
     * @throws IllegalStateException when a bar is not understood: somebody has to look at it first
     */
    public List<Step> reinstate(ServiceName service, Instant now) {
        int first = 1 + latestVersion(service);
        if (first > PublicKeyVersion.LAST_VERSION)
            throw new IllegalStateException("a file of %s has the last number that a key version can have: put it right first"
                    .formatted(service));
        var steps = new ArrayList<Step>();
        for (var bar : bars(service))
            if (bar.isInForce()) {
                if (bar.since().equals(Instant.EPOCH))
                    throw new IllegalStateException("a file in %s is not understood: put it right first"
                            .formatted(BarFolder.of(data, service).folder()));
                var file = BarFolder.of(data, service).lift(bar.number());
                if (!KeyFiles.create(file, new LiftFile(1, service.value(), bar.number(), first, now.toString())))
                    throw new IllegalStateException("%s is there and not understood: put it right first".formatted(file));
                steps.add(new Step(data.relativize(file), "key versions of %s count again from %d on".formatted(service, first)));
            }
        return steps;
    }

    private List<Bar> bars(ServiceName service) {
        return BarFolder.of(data, service).bars(clock, problem -> problems.accept(String.valueOf(problem.getMessage())));
    }

    /** Of whatever lies in directory or key folder, whether understood or not. */
    private int latestVersion(ServiceName service) {
        return List.of(data.resolve("directory").resolve(service.value()),
                data.resolve("services").resolve(service.value()).resolve("keys")).stream()
                .flatMap(folder -> KeyFiles.list(folder).stream()).map(KeyFiles::number).flatMapToInt(OptionalInt::stream).max()
                .orElse(0);
    }

    /** Every service that is revoked now, and since when. */
    public Map<ServiceName, Instant> barred() {
        var barred = new TreeMap<ServiceName, Instant>();
        named(data.resolve("revocations").resolve("services"))
                .forEach(service -> barredSince(service).ifPresent(since -> barred.put(service, since)));
        return barred;
    }

    private List<ServiceName> named(Path folder) {
        var names = new ArrayList<ServiceName>();
        for (var entry : KeyFiles.all(folder))
            try {
                names.add(new ServiceName(entry.getFileName().toString()));
            } catch (IllegalArgumentException e) {
                problems.accept("%s is named like no service: it is not used".formatted(entry));
            }
        return names;
    }
}
