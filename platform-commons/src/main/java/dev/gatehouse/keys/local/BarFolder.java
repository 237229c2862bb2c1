package dev.gatehouse.keys.local;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;

import dev.gatehouse.names.ServiceName;

/**
 * The bars of one service, {@code revocations/services/<service>/}: files that are created and never changed, so that what was
 * barred once stays readable. A file that is not understood bars: it can only have been meant to.
 */
record BarFolder(Path folder, ServiceName service) {
    private static final String LIFTED = ".lifted";

    static BarFolder of(Path data, ServiceName service) {
        return new BarFolder(data.resolve("revocations").resolve("services").resolve(service.value()), service);
    }

    Path bar(int number) {
        return folder.resolve(number + ".json");
    }

    Path lift(int number) {
        return folder.resolve(number + LIFTED + ".json");
    }

    /**
     * Those that were lifted, too. Never fails: a folder that cannot be read bars this service, and nobody else.
     *
     * @param clock a bar of a later time is not understood
     * @param problems told of each file that is not understood
     */
    List<Bar> bars(InstantSource clock, Consumer<RuntimeException> problems) {
        var numbers = new TreeSet<Integer>();
        var bars = new ArrayList<Bar>();
        try {
            for (var file : KeyFiles.all(folder))
                number(file).ifPresentOrElse(numbers::add, () -> {
                    problems.accept(forAllTime("%s is no bar by its name".formatted(file)));
                    bars.add(new Bar(0, Instant.EPOCH, OptionalInt.empty()));
                });
        } catch (UncheckedIOException e) {
            problems.accept(forAllTime(String.valueOf(e.getMessage())));
            bars.add(new Bar(0, Instant.EPOCH, OptionalInt.empty()));
        }
        numbers.forEach(number -> bars.add(read(number, clock, problems)));
        return bars;
    }

    /** Highest number that a bar or a lift has by its name, whether understood or not; 0 when there is none. */
    int latestNumber() {
        return KeyFiles.all(folder).stream().map(this::number).flatMap(Optional::stream).max(Integer::compareTo).orElse(0);
    }

    /** Of a bar or a lift. */
    private Optional<Integer> number(Path file) {
        var name = file.getFileName().toString().replace(LIFTED + ".json", ".json");
        var number = KeyFiles.number(file.resolveSibling(name));
        return number.isPresent() && (file.equals(bar(number.getAsInt())) || file.equals(lift(number.getAsInt())))
                ? Optional.of(number.getAsInt())
                : Optional.empty();
    }

    private Bar read(int number, InstantSource clock, Consumer<RuntimeException> problems) {
        // A lift that was there before its bar would have the bar open when it is made.
        if (!Files.exists(bar(number))) {
            problems.accept(forAllTime("%s lifts a bar that is not there".formatted(lift(number))));
            return new Bar(number, Instant.EPOCH, OptionalInt.empty());
        }
        return new Bar(number, since(number, clock, problems), firstVersion(number, problems));
    }

    private IllegalStateException forAllTime(String why) {
        return new IllegalStateException("%s counts as revoked for all time: %s".formatted(service, why));
    }

    private Instant since(int number, InstantSource clock, Consumer<RuntimeException> problems) {
        try {
            return KeyFiles.read(bar(number), BarFile.class, bar -> {
                check(bar(number), bar.service(), bar.number() == number);
                return RevocationFile.past(Instant.parse(bar.since()), clock);
            });
        } catch (RuntimeException e) {
            problems.accept(new IllegalStateException(
                    "%s counts as revoked for all time by %s: %s".formatted(service, bar(number), e.getMessage())));
            return Instant.EPOCH;
        }
    }

    private OptionalInt firstVersion(int number, Consumer<RuntimeException> problems) {
        if (!Files.exists(lift(number)))
            return OptionalInt.empty();
        try {
            return KeyFiles.read(lift(number), LiftFile.class, lift -> {
                check(lift(number), lift.service(), lift.number() == number);
                return OptionalInt.of(lift.firstVersion());
            });
        } catch (RuntimeException e) {
            problems.accept(new IllegalStateException("%s stays revoked: %s".formatted(service, e.getMessage())));
            return OptionalInt.empty();
        }
    }

    private void check(Path file, String named, boolean sameNumber) {
        if (!named.equals(service.value()) || !sameNumber)
            throw new IllegalStateException("%s names another service or number".formatted(file));
    }
}
