package dev.gatehouse.keys.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Small JSON files that are created once and never changed; read strictly, so that nothing half understood is used. */
final class KeyFiles {
    private static final int MOST_BYTES = 64 * 1024;
    private static final String JSON = ".json";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private KeyFiles() {}

    /** Reads a file as a record of that type. The message of a failure names the file, never what is in it. */
    static <T> T read(Path file, Class<T> type) {
        try {
            return STRICT.readValue(bytes(file), type);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        } catch (JacksonException e) {
            // Its own message and cause quote the content.
            throw new IllegalStateException("%s is not understood: it is not used".formatted(file));
        }
    }

    /** Reads what a file stands for; a value in it that stands for nothing is as bad as a file that is not understood. */
    static <T, R> R read(Path file, Class<T> type, Function<T, R> meaning) {
        var content = read(file, type);
        try {
            return meaning.apply(content);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Not their messages, which quote the value or do not name the file.
            throw new IllegalStateException("%s holds what is no key, id or time: it is not used".formatted(file));
        }
    }

    /**
     * Creates a file whole or not at all, readable by its owner only.
     *
     * @return false when it was there already: somebody else was first, and that one holds
     */
    static boolean create(Path file, Object content) {
        try {
            Files.createDirectories(file.getParent());
            var temporary = Files.createTempFile(file.getParent(), ".", ".tmp", PosixFilePermissions
                    .asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
            try {
                write(temporary, STRICT.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
                Files.createLink(file, temporary);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** The JSON files of a folder, by name; empty when there is no such folder. */
    static List<Path> list(Path folder) {
        return all(folder).stream().filter(f -> stem(f).matches("[a-z0-9][a-z0-9.-]*") && f.toString().endsWith(JSON)).toList();
    }

    /** Everything in a folder by name, but what is still being written; empty when there is no such folder. */
    static List<Path> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> !f.getFileName().toString().startsWith(".")).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
        }
    }

    /** Name of a file without its ending. */
    static String stem(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    }

    /** The number that is the name of a file; empty when it is none from 1 to 999999. */
    static OptionalInt number(Path file) {
        return stem(file).matches("[1-9][0-9]{0,5}") ? OptionalInt.of(Integer.parseInt(stem(file))) : OptionalInt.empty();
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES)
                throw new IllegalStateException("%s is larger than any file of keys: it is not used".formatted(file));
            return bytes;
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining();)
                channel.write(buffer);
            channel.force(true);
        }
    }
}
