package dev.gatehouse.demo.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a JVM of the demo does about its AOT cache (JEP 483, 514). */
sealed interface AotCaches {
    /** For the command line of the process of this name. */
    List<String> jvmOptions(String process);

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
