package dev.gatehouse.keys.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
     * Those that were lifted, too.
     *
     * @param problems told of each file that is not understood
     */
    List<Bar> bars(Consumer<RuntimeException> problems) {
        var numbers = new TreeSet<Integer>();
        var bars = new ArrayList<Bar>();
        for (var file : KeyFiles.all(folder)) {
            var number = KeyFiles.number(file);
            if (number.isPresent() && file.equals(bar(number.getAsInt())))
                numbers.add(number.getAsInt());
            else if (!KeyFiles.stem(file).endsWith(LIFTED)) {
                problems.accept(new IllegalStateException(
                        "%s counts as revoked for all time: %s is no bar by its name".formatted(service, file)));
                bars.add(new Bar(0, Instant.EPOCH, OptionalInt.empty()));
            }
        }
        numbers.forEach(number -> bars.add(read(number, problems)));
        return bars;
    }

    private Bar read(int number, Consumer<RuntimeException> problems) {
        return new Bar(number, since(number, problems), firstVersion(number, problems));
    }

    private Instant since(int number, Consumer<RuntimeException> problems) {
        try {
            return KeyFiles.read(bar(number), BarFile.class, bar -> {
                check(bar(number), bar.service(), bar.number() == number);
                return Instant.parse(bar.since());
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
