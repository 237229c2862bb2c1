package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AotCachesTest {
    @TempDir
    private Path folder;

    @Test
    void startsWithoutWhatIsNotThere() {
        assertThat(new AotCaches.Use(folder).jvmOptions("broker")).isEmpty();
    }

    @Test
    void startsFromTheCacheOfTheProcess() throws IOException {
        var cache = Files.createFile(folder.resolve("broker.aot"));

        assertThat(new AotCaches.Use(folder).jvmOptions("broker")).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void noticesThatTheJvmRefusedACache() throws Exception {
        var cache = Files.writeString(folder.resolve("broker.aot"), "no cache at all");
        var log = folder.resolve("broker.log");
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:AOTCache=" + cache,
                "-version")
                .redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();

        assertThat(AotCaches.wasRefused(log)).isTrue();
    }
}
