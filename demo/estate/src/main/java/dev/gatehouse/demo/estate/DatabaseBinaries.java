package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.attribute.PosixFilePermissions.fromString;

/** PostgreSQL's own programs, unpacked from the class path into a folder that all runs of one user share. */
final class DatabaseBinaries {
    /** Changes with the version in the pom, so that a newer one is unpacked beside an older one. */
    private static final String FOLDER = "postgresql-18.6.0";

    private DatabaseBinaries() {}

    /**
     * The folder with {@code bin/postgres}.
     *
     * @throws IllegalStateException if there are none for this system on the class path
     */
    static Path find() {
        return find(cache());
    }

    static Path find(Path cache) {
        var folder = cache.resolve(FOLDER);
        if (Files.isDirectory(folder))
            return folder;
        try {
            Files.createDirectories(cache);
            // Complete or not there: another process may be unpacking at the same time.
            var fresh = Files.createTempDirectory(cache, "." + FOLDER);
            unpack(fresh);
            return published(fresh, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path published(Path fresh, Path folder) throws IOException {
        try {
            return Files.move(fresh, folder, ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            PrivateFiles.deleteAll(fresh);
            return folder;
        }
    }

    private static void unpack(Path into) throws IOException {
        try (var packed = archive(); var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry())
                write(entry, tar, into);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path into) throws IOException {
        var target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into))
            throw new IOException("the archive leads out of its folder: " + entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolve("..").normalize());
        if (entry.isSymbolicLink())
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        else {
            Files.copy(content, target);
            Files.setPosixFilePermissions(target,
                    Set.copyOf(fromString((entry.getMode() & 0100) == 0 ? "rw-r--r--" : "rwxr-xr-x")));
        }
    }

    private static InputStream archive() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        var arch = System.getProperty("os.arch");
        var name = "/postgres-%s-%s.txz".formatted(os, switch (arch) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> arch;
        });
        var found = DatabaseBinaries.class.getResourceAsStream(name);
        if (found == null)
            throw new IllegalStateException(
                    "there is no PostgreSQL for %s on %s: use Linux or macOS on amd64 or arm64".formatted(os, arch));
        return found;
    }

    private static Path cache() {
        var home = Path.of(System.getProperty("user.home"));
        var xdg = System.getenv("XDG_CACHE_HOME");
        return (xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("gatehouse");
    }
}
