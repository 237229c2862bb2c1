package dev.gatehouse.keys.local;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import dev.gatehouse.keys.KeyId;

/** {@code revocations/<key id>.json}: since when a key version does not count any more. */
record RevocationFile(int format, String keyId, String revokedAt) {
    private static final Pattern KEY_ID = Pattern.compile("[0-9a-fA-F]{16}");

    RevocationFile {
        if (format != 1)
            throw new IllegalArgumentException("format %d of a revocation is not known".formatted(format));
    }

    static Path in(Path data, KeyId id) {
        return folder(data).resolve(id + ".json");
    }

    /**
     * Every revocation of a platform. A file that is named like a key id and not understood revokes that key for all time: it can
     * only have been meant to.
     *
     * @param clock a revocation of a later time is not understood
     * @param problems told of each file that is not understood
     */
    static Map<KeyId, Instant> readAll(Path data, InstantSource clock, Consumer<RuntimeException> problems) {
        var all = new HashMap<KeyId, Instant>();
        for (var file : KeyFiles.all(folder(data)))
            if (KEY_ID.matcher(KeyFiles.stem(file)).matches())
                all.merge(KeyId.parse(KeyFiles.stem(file)), since(file, clock, problems), RevocationFile::earlier);
            else if (!file.endsWith("services"))
                problems.accept(new IllegalStateException("%s revokes nothing: its name is no key id".formatted(file)));
        return all;
    }

    private static Instant since(Path file, InstantSource clock, Consumer<RuntimeException> problems) {
        try {
            return KeyFiles.read(file, RevocationFile.class, revocation -> {
                if (!revocation.keyId().equals(KeyFiles.stem(file)))
                    throw new IllegalStateException(
                            "it names another key id");
                return past(Instant.parse(revocation.revokedAt()), clock);
            });
        } catch (RuntimeException e) {
            problems.accept(new IllegalStateException(
                    "the key that %s is named after counts as revoked for all time: %s".formatted(file, e.getMessage())));
            return Instant.EPOCH;
        }
    }

    /** Asks for the time after the file was read: one that is made meanwhile is not of the future. */
    static Instant past(Instant since, InstantSource clock) {
        if (since.isAfter(clock.instant()))
            throw new IllegalStateException("its time lies in the future");
        return since;
    }

    /** Of two files for the same, or two readings; the time of one that is understood goes before that of one that is not. */
    static Instant earlier(Instant one, Instant other) {
        if (one.equals(Instant.EPOCH) || other.equals(Instant.EPOCH))
            return one.equals(Instant.EPOCH) ? other : one;
        return one.isBefore(other) ? one : other;
    }

    private static Path folder(Path data) {
        return data.resolve("revocations");
    }
}
