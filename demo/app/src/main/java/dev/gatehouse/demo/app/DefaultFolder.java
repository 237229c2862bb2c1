package dev.gatehouse.demo.app;

import java.nio.file.Path;
import java.util.Map;

/** Where a demo keeps its data unless told otherwise: by its ports, so that two demos never meet. */
final class DefaultFolder {
    private DefaultFolder() {}

    static Path of(int portBase, String system, String home, Map<String, String> environment) {
        var cache = system.startsWith("Mac")
                ? Path.of(home, "Library", "Caches")
                : Path.of(environment.getOrDefault("XDG_CACHE_HOME", Path.of(home, ".cache").toString()));
        return cache.resolve("gatehouse").resolve("demo-" + portBase);
    }
}
