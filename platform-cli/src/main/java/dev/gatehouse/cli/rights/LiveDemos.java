package dev.gatehouse.cli.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The demos of this user that run now, in their usual folders, or where a note there says. */
record LiveDemos(Path cache) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static LiveDemos ofThisUser(Map<String, String> environment) {
        var home = System.getProperty("user.home");
        var cache = System.getProperty("os.name").startsWith("Mac")
                ? Path.of(home, "Library", "Caches")
                : Path.of(environment.getOrDefault("XDG_CACHE_HOME", Path.of(home, ".cache").toString()));
        return new LiveDemos(cache.resolve("gatehouse"));
    }

    /** The {@code demo.json} that was written last, of those whose launcher is alive. */
    Optional<Path> newest() {
        if (!Files.isDirectory(cache))
            return Optional.empty();
        try (var folders = Files.newDirectoryStream(cache, "demo-*")) {
            var files = new java.util.ArrayList<Path>();
            folders.forEach(found -> files.add(folderOf(found).resolve("demo.json")));
            return newest(files);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A demo elsewhere has left a file here with the name of its folder. */
    private static Path folderOf(Path found) {
        try {
            return Files.isRegularFile(found) ? Path.of(Files.readString(found).strip()) : found;
        } catch (IOException | InvalidPathException gone) {
            return found;
        }
    }

    private static Optional<Path> newest(List<Path> files) {
        return files.stream().filter(LiveDemos::isLive).max(Comparator.comparing(LiveDemos::written));
    }

    private static boolean isLive(Path file) {
        try {
            var json = MAPPER.readTree(Files.readString(file));
            return !json.path("state").asString("").equals("ended") && ProcessHandle
                    .of(json.at("/processes/launcher/pid").asLong(0)).map(ProcessHandle::isAlive).orElse(false);
        } catch (IOException | JacksonException notOne) {
            return false;
        }
    }

    private static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
