package dev.gatehouse.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A descriptor before it is understood.
 *
 * @param name of the file, as problems name it
 * @param text of the file, {@code service.yml}
 */
public record DescriptorFile(String name, String text, Schemas schemas) {
    /**
     * A descriptor on disk or in a jar, with the schemas beside it.
     *
     * @param name the file as problems shall name it, usually relative to the project
     */
    public static DescriptorFile read(Path file, String name) throws IOException {
        return new DescriptorFile(name, Files.readString(file), path -> beside(file, path));
    }

    private static Optional<byte[]> beside(Path descriptor, String path) {
        var schema = descriptor.resolveSibling(path);
        if (!Files.isRegularFile(schema))
            return Optional.empty();
        try (var in = Files.newInputStream(schema)) {
            return Optional.of(in.readNBytes(SchemaFiles.MAX_BYTES + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
