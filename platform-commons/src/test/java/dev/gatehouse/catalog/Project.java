package dev.gatehouse.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the project lies: the build says so; started from an editor, the nearest folder above with {@code .mvn}. */
public final class Project {
    private Project() {}

    public static Path root() {
        var told = System.getProperty("gatehouse.root");
        var start = Path.of(told != null ? told : System.getProperty("user.dir")).toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst().orElseThrow(() -> new AssertionError("no folder with .mvn at or above " + start));
    }
}
