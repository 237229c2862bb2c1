package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The descriptors of the project, and a copy in which iot-ingest reads maintenance.v1 no more. */
record Catalogs(Path whole, Path withoutReader) {
    private static final String RESOURCES = "src/main/resources";

    static Catalogs of(Path root, Path folder) throws IOException {
        var copy = folder.resolve("without-reader");
        try (var services = Files.list(root.resolve("services"))) {
            for (var service : services.map(Path::getFileName).toList())
                copy(root.resolve("services").resolve(service).resolve(RESOURCES),
                        copy.resolve("services").resolve(service).resolve(RESOURCES));
        }
        change(copy, "maintenance-scheduler", "[iot-ingest, user-actions]", "[user-actions]");
        change(copy, "iot-ingest", "consumes:\n  maintenance.v1: { from: maintenance-scheduler }\n", "");
        return new Catalogs(root, copy);
    }

    private static void copy(Path from, Path to) throws IOException {
        if (!Files.isDirectory(from))
            return;
        List<Path> files;
        try (var found = Files.walk(from)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (var file : files) {
            var target = to.resolve(from.relativize(file));
            Files.createDirectories(target.resolve(".."));
            Files.copy(file, target);
        }
    }

    private static void change(Path catalog, String service, String before, String after) {
        var file = catalog.resolve("services").resolve(service).resolve(RESOURCES).resolve("service.yml");
        try {
            var text = Files.readString(file);
            if (!text.contains(before))
                throw new IllegalStateException("%s does not hold what is to be changed in it: %s".formatted(file, before));
            Files.writeString(file, text.replace(before, after));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
