package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTest {
    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void choose() {
        folder = temporary.resolve("data");
    }

    @Test
    void makesAFolderThatOnlyItsOwnerMayRead() throws IOException {
        try (var data = DataFolder.claim(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path()))).isEqualTo("rwx------");
            assertThat(data.wasStale()).isFalse();
        }
    }

    @Test
    void refusesAFolderThatARunningDemoHas() {
        try (var running = DataFolder.claim(folder)) {
            assertRefused("running");
            assertThat(running.path()).isDirectory();
        }
    }

    @Test
    void leavesAloneWhatIsNotOfADemo() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertRefused("not empty");
        assertThat(folder.resolve("thesis.txt")).hasContent("years of work");
    }

    @Test
    void emptiesWhatACrashedDemoLeft() throws IOException {
        Files.createDirectories(folder.resolve("kafka/data"));
        Files.writeString(folder.resolve("kafka/data/old"), "records");
        Files.writeString(folder.resolve("demo.lock"), "4711\n");

        try (var data = DataFolder.claim(folder)) {
            assertThat(data.wasStale()).isTrue();
            assertThat(folder).isDirectoryNotContaining("glob:**/kafka");
        }
    }

    @Test
    void leavesNothingWhenItIsDeleted() throws IOException {
        var data = DataFolder.claim(folder);
        Files.createDirectories(data.resolve("logs"));

        data.delete();

        assertThat(folder).doesNotExist();
    }

    private void assertRefused(String why) {
        assertThatExceptionOfType(CommandFailedException.class).isThrownBy(() -> DataFolder.claim(folder))
                .withMessageContaining(why).satisfies(refused -> assertThat(refused.code()).isEqualTo(ExitCode.USAGE));
    }
}
