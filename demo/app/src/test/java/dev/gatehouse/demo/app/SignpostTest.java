package dev.gatehouse.demo.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SignpostTest {
    @TempDir
    Path cache = Path.of("");

    @Test
    void tellsWhereADemoWithAFolderOfItsOwnIsUntilItEnds() throws IOException {
        var signpost = Signpost.at(cache.resolve("gatehouse/demo-19000"));

        assertThat(signpost.pointTo(Path.of("/elsewhere"))).isTrue();
        assertThat(Files.readString(cache.resolve("gatehouse/demo-19000.at"))).isEqualTo("/elsewhere\n");

        signpost.remove();
        assertThat(cache.resolve("gatehouse")).isEmptyDirectory();
    }

    @Test
    void aCacheThatCannotBeWrittenStopsNoDemo() throws IOException {
        var signpost = Signpost.at(Files.writeString(cache.resolve("gatehouse"), "a file").resolve("demo-19000"));

        assertThat(signpost.pointTo(Path.of("/elsewhere"))).isFalse();
        signpost.remove();
    }
}
