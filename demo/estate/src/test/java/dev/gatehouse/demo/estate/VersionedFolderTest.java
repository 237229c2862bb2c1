package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class VersionedFolderTest {
    @TempDir
    private Path temporary;
    private Path identity;
    private VersionedFolder folder;

    @BeforeEach
    void open() {
        identity = temporary.resolve("identity");
        folder = new VersionedFolder(identity);
    }

    @Test
    void pointsCurrentToTheNewestVersion() throws Exception {
        folder.write(Map.of("key.pem", "old"));
        folder.write(Map.of("key.pem", "new"));

        assertThat(folder.current().resolve("key.pem")).hasContent("new");
        assertThat(Files.readSymbolicLink(folder.current())).as("relative, so that the folder can be moved").hasToString("v2");
    }

    @Test
    void leavesTheOldVersionToThoseWhoStillReadIt() throws Exception {
        var old = folder.write(Map.of("key.pem", "old"));
        folder.write(Map.of("key.pem", "new"));

        assertThat(old.resolve("key.pem")).hasContent("old");
    }

    @Test
    void keepsTheVersionBeforeAndNoneThatIsOlder() {
        for (var content : List.of("1", "2", "3"))
            folder.write(Map.of("key.pem", content));

        assertThat(identity.toFile().list()).containsExactlyInAnyOrder("v2", "v3", "current");
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        var version = folder.write(Map.of("key.pem", "secret"));

        assertThat(mode(identity)).isEqualTo("rwx------");
        assertThat(mode(version)).isEqualTo("rwx------");
        assertThat(mode(version.resolve("key.pem"))).isEqualTo("rw-------");
    }

    @Test
    void goesOnAfterAWriterThatWasInterrupted() throws Exception {
        folder.write(Map.of("key.pem", "old"));
        Files.createDirectory(identity.resolve("v2"));
        Files.createSymbolicLink(identity.resolve(".current-v3"), Path.of("v3"));

        folder.write(Map.of("key.pem", "new"));

        assertThat(folder.current().resolve("key.pem")).hasContent("new");
    }

    @Test
    void neverShowsFilesOfTwoVersionsTogether() throws Exception {
        folder.write(Map.of("key.pem", "0", "certificate.pem", "0"));
        var writer = CompletableFuture.runAsync(() -> {
            for (var version = 1; version <= 100; version++)
                folder.write(Map.of("key.pem", "" + version, "certificate.pem", "" + version));
        });

        while (!writer.isDone())
            assertThat(contents()).as("one content in both files, or a version that is gone").hasSizeLessThanOrEqualTo(1);
        writer.join();
    }

    /** What the files of the newest version hold; empty when it is gone already, as it may be for a reader this slow. */
    private Set<String> contents() throws IOException {
        try {
            var seen = folder.current().toRealPath();
            return new HashSet<>(
                    List.of(Files.readString(seen.resolve("key.pem")), Files.readString(seen.resolve("certificate.pem"))));
        } catch (NoSuchFileException older) {
            return Set.of();
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
