package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

/**
 * A folder whose content changes as a whole: {@code v1}, {@code v2}, ... and a link {@code current} to the newest, swapped
 * by rename. Whoever resolves {@code current} once and reads from there sees files that belong together. One writer at a time.
 */
public final class VersionedFolder {
    private static final Pattern VERSION = Pattern.compile("v([1-9][0-9]{0,8})");

    private final Path folder;

    public VersionedFolder(Path folder) {
        this.folder = folder;
    }

    /** The link that readers follow. */
    public Path current() {
        return folder.resolve("current");
    }

    /**
     * Writes the next version and makes it the current one. The one before stays for those who still read it, older ones go.
     *
     * @param files content by file name
     * @return the folder of the new version
     */
    public Path write(Map<String, String> files) {
        PrivateFiles.folder(folder);
        var number = newest() + 1;
        var version = folder.resolve("v" + number);
        PrivateFiles.folder(version);
        files.forEach((name, content) -> PrivateFiles.write(version.resolve(name), content));
        pointTo(version);
        deleteBefore(number - 1);
        return version;
    }

    private void pointTo(Path version) {
        var link = folder.resolve(".current-" + version.getFileName());
        try {
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, version.getFileName());
            Files.move(link, current(), ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteBefore(int oldest) {
        versions().stream().filter(number -> number < oldest).map(number -> folder.resolve("v" + number))
                .forEach(PrivateFiles::deleteAll);
    }

    private int newest() {
        return versions().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    private List<Integer> versions() {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> VERSION.matcher(entry.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Integer.valueOf(name.group(1)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
