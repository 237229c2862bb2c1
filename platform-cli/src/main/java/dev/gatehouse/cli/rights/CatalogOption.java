package dev.gatehouse.cli.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.gatehouse.catalog.Catalog;
import dev.gatehouse.catalog.Catalog.Problems;
import dev.gatehouse.catalog.Catalog.Valid;
import dev.gatehouse.catalog.DescriptorFile;
import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

/** Which descriptors are meant. */
public final class CatalogOption {
    private static final String DESCRIPTOR = "service.yml";
    private static final String IN_SOURCES = "src/main/resources/" + DESCRIPTOR;

    @Option(names = "--catalog", paramLabel = "DIR", description = "The descriptors: a project with services/ and catalog/, or a folder of *.yml and <name>/service.yml. Default: this project.")
    @Nullable
    Path folder;

    /** @throws CommandFailedException when there is none, or they do not agree */
    public Catalog read() {
        var root = folder == null ? project() : folder;
        if (!Files.isDirectory(root))
            throw new CommandFailedException(ExitCode.USAGE, "%s is not a folder".formatted(root),
                    "Name a folder with descriptors by --catalog");
        return switch (Catalog.check(descriptors(root).stream().map(file -> descriptor(root, file)).toList())) {
            case Valid(var catalog) -> catalog;
            case Problems(var problems) -> throw new CommandFailedException(ExitCode.DIFFERENCE,
                    "the descriptors do not agree:\n  " + String.join("\n  ", problems.stream().map(Object::toString).toList()),
                    "Change the files that are named; nothing was done");
        };
    }

    private static List<Path> descriptors(Path root) {
        var services = root.resolve("services");
        return Files.isDirectory(services)
                ? Stream.concat(below(services, IN_SOURCES), flat(root.resolve("catalog"))).toList()
                : Stream.concat(below(root, DESCRIPTOR), flat(root)).toList();
    }

    private static Stream<Path> below(Path folder, String file) {
        return entries(folder, "*").map(entry -> entry.resolve(file)).filter(Files::isRegularFile);
    }

    private static Stream<Path> flat(Path folder) {
        return entries(folder, "*.yml").filter(Files::isRegularFile);
    }

    private static Stream<Path> entries(Path folder, String glob) {
        if (!Files.isDirectory(folder))
            return Stream.empty();
        try (var entries = Files.newDirectoryStream(folder, glob)) {
            var all = new ArrayList<Path>();
            entries.forEach(all::add);
            return all.stream().sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DescriptorFile descriptor(Path root, Path file) {
        try {
            return DescriptorFile.read(file, root.relativize(file).toString());
        } catch (IOException e) {
            throw new CommandFailedException(ExitCode.USAGE, "%s cannot be read".formatted(file),
                    "Give yourself the right to read it", e);
        }
    }

    /** As the script says; without it, the nearest folder at or above this one that has services. */
    private static Path project() {
        var told = System.getProperty("gatehouse.root");
        if (told != null)
            return Path.of(told);
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("services"))).findFirst()
                .orElseThrow(() -> new CommandFailedException(ExitCode.USAGE, "there is no project at or above this folder",
                        "Go to one, or name a folder with descriptors by --catalog"));
    }
}
