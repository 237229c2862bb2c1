package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Memory of a process as Linux divides it among those who share it: proportional set size. */
final class MemoryUse {
    private MemoryUse() {}

    /** In KiB; empty where the system does not tell. */
    static OptionalLong kibibytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:")).mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException notHere) {
            return OptionalLong.empty();
        }
    }
}
