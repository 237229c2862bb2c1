package dev.gatehouse.demo.estate;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the OpenBao program is on this machine: named by {@code GATEHOUSE_BAO}, or {@code bao} on the PATH. */
final class VaultProgram {
    private static final String VARIABLE = "GATEHOUSE_BAO";

    private VaultProgram() {}

    /** Empty when there is none; then whatever needs it does without, and says so. */
    static Optional<Path> find() {
        return find(System.getenv());
    }

    /** @throws IllegalStateException when a file is named that is no program: somebody wanted it, and would not get it */
    static Optional<Path> find(Map<String, String> environment) {
        var named = environment.getOrDefault(VARIABLE, "");
        if (!named.isEmpty())
            return Optional.of(Path.of(named)).filter(Files::isExecutable)
                    .or(() -> {
                        throw new IllegalStateException(
                                "%s names '%s', which is no program that can be run: name the bao program, or unset it"
                                        .formatted(VARIABLE, named));
                    });
        return folders(environment).map(folder -> folder.resolve("bao"))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }

    private static Stream<Path> folders(Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator)).filter(name -> !name.isEmpty())
                .map(Path::of);
    }
}
