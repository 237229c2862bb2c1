package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

/**
 * What the build made, where the script {@code gatehouse} says that it is.
 *
 * @param root the project
 * @param run the folder from which the demo runs: {@code services/<name>/<name>.jar} extracted with {@code lib} beside it;
 *        so that a build beside a running demo does not pull jars away from under it
 * @param aot the folder of the AOT caches, {@code <process>.aot}, which need not be there
 */
record Installation(Path root, Path run, Path aot) {
    static Installation ofSystemProperties() {
        return new Installation(folder("gatehouse.root"), folder("gatehouse.run"), folder("gatehouse.aot"));
    }

    private static Path folder(String property) {
        var value = System.getProperty(property);
        if (value == null)
            throw new CommandFailedException(ExitCode.USAGE, "the system property %s is not set".formatted(property),
                    "Start the demo by the script gatehouse, which sets it");
        return Path.of(value).toAbsolutePath();
    }

    /** Descriptors of every service, {@code services/<name>/src/main/resources/service.yml}. */
    List<Path> descriptors() {
        try (var folders = Files.list(root.resolve("services"))) {
            return folders.map(folder -> folder.resolve("src/main/resources/service.yml")).filter(Files::isRegularFile).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The extracted jar of a service.
     *
     * @throws CommandFailedException if the build did not make it
     */
    Path serviceJar(String service) {
        var jar = run.resolve("services").resolve(service).resolve(service + ".jar");
        if (!Files.isRegularFile(jar))
            throw new CommandFailedException(ExitCode.USAGE,
                    "the service %s was not built: %s is missing".formatted(service, jar),
                    "Start the demo by the script gatehouse, which builds it");
        return jar;
    }

    AotCaches caches() {
        return new AotCaches.Use(aot);
    }
}
