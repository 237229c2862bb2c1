package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command in a process of its own, as the script {@code gatehouse} would start it. */
final class DemoProcess {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Process process;
    private final Path data;
    private final Path output;

    private DemoProcess(Process process, Path data, Path output) {
        this.process = process;
        this.data = data;
        this.output = output;
    }

    static DemoProcess start(Path data, String... options) throws IOException {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders",
                "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "-Dgatehouse.root=" + root(),
                "-Dgatehouse.run=" + extracted(), "-Dgatehouse.aot=" + data.resolveSibling("no-caches"), "-cp",
                System.getProperty("java.class.path"), "dev.gatehouse.cli.Main", "demo", "--data-dir", data.toString(),
                "--port-base", "23000"));
        words.addAll(List.of(options));
        var output = Files.createTempFile(data.getParent(), "demo", ".out");
        return new DemoProcess(
                new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile()).start(), data, output);
    }

    Process process() {
        return process;
    }

    /** Everything that it printed so far. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code demo.json} as it is now. */
    Optional<JsonNode> file() {
        var file = data.resolve(DemoFile.NAME);
        return Files.exists(file) ? Optional.of(MAPPER.readTree(file.toFile())) : Optional.empty();
    }

    /** That it started, by what {@code demo.json} says. */
    List<ProcessHandle> children() {
        return file().stream().flatMap(json -> json.path("processes").valueStream())
                .flatMap(each -> ProcessHandle.of(each.path("pid").asLong()).stream()).toList();
    }

    static Path root() {
        var start = Path.of(System.getProperty("gatehouse.root", "")).toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn"))).findFirst()
                .orElseThrow(() -> new AssertionError("no folder with .mvn at or above " + start));
    }

    /** The same, for whoever starts the services from here. */
    static Installation installation() {
        return new Installation(root(), Extracted.FOLDER, root().resolve("demo/app/target/no-caches"));
    }

    /** The services as the script lays them out, made once. */
    private static Path extracted() throws IOException {
        return Extracted.FOLDER;
    }

    private static final class Extracted {
        static final Path FOLDER = extract();

        private static Path extract() {
            var folder = root().resolve("demo/app/target/test-run");
            for (var service : List.of("iot-ingest", "maintenance-scheduler", "user-actions"))
                extract(service, folder.resolve("services").resolve(service));
            return folder;
        }

        private static void extract(String service, Path to) {
            try (var files = Files.list(root().resolve("services").resolve(service).resolve("target"))) {
                var jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djarmode=tools", "-jar",
                        jar.toString(), "extract", "--force", "--destination", to.toString()).inheritIO().start().waitFor();
                Files.move(to.resolve(jar.getFileName()), to.resolve(service + ".jar"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | java.util.NoSuchElementException e) {
                throw new TestAbortedException("the jar of " + service + " is missing: run mvn verify for the whole project", e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
