package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JVM of the demo does about its AOT cache (JEP 483, 514). */
sealed interface AotCaches {
    int FIRST_LINES = 10;

    /** For the command line of the process of this name. */
    List<String> jvmOptions(String process);

    /** Whether the JVM that writes this log said that it could not use its cache; it does so first of all. */
    static boolean wasRefused(Path log) {
        try (var lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.limit(FIRST_LINES).anyMatch(line -> line.contains("error has occurred while processing the AOT cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Start from what an earlier run left, where it did. A cache that does not fit is refused by the JVM, which goes on without. */
    record Use(Path folder) implements AotCaches {
        @Override
        public List<String> jvmOptions(String process) {
            var cache = folder.resolve(process + ".aot");
            return Files.isRegularFile(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
        }
    }

    /** Write one at the end. */
    record Train(Path folder) implements AotCaches {
        @Override
        public List<String> jvmOptions(String process) {
            // The JVM warns of each class that it leaves out, by the hundred.
            return List.of("-XX:AOTCacheOutput=" + folder.resolve(process + ".aot"), "-Xlog:aot=error");
        }
    }
}
