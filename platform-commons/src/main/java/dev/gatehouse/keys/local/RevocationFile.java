package dev.gatehouse.keys.local;

import java.nio.file.Path;
import java.time.Instant;
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
     * @param problems told of each file that is not understood
     */
    static Map<KeyId, Instant> readAll(Path data, Consumer<RuntimeException> problems) {
        var all = new HashMap<KeyId, Instant>();
        for (var file : KeyFiles.all(folder(data)))
            if (KEY_ID.matcher(KeyFiles.stem(file)).matches())
                all.put(KeyId.parse(KeyFiles.stem(file)), since(file, problems));
            else if (!file.endsWith("services"))
                problems.accept(new IllegalStateException("%s revokes nothing: its name is no key id".formatted(file)));
        return all;
    }

    private static Instant since(Path file, Consumer<RuntimeException> problems) {
        try {
            return KeyFiles.read(file, RevocationFile.class, revocation -> {
                if (!revocation.keyId().equals(KeyFiles.stem(file)))
                    throw new IllegalStateException(
                            "it names another key id");
                return Instant.parse(revocation.revokedAt());
            });
        } catch (RuntimeException e) {
            problems.accept(new IllegalStateException(
                    "the key that %s is named after counts as revoked for all time: %s".formatted(file, e.getMessage())));
            return Instant.EPOCH;
        }
    }

    private static Path folder(Path data) {
        return data.resolve("revocations");
    }
}
