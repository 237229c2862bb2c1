package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.gatehouse.catalog.Project;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parts of documents that follow from the code. A test compares them; with {@code -Dgatehouse.golden.write=true} it writes
 * them, and a person reviews the difference.
 */
public final class Generated {
    private static final String REMEDY = "%s differs from the code; if that is wanted, run this test with -Dgatehouse.golden.write=true and review the difference";

    private Generated() {}

    /** The whole file, its path given from the project's folder. */
    public static void isFile(String file, String text) throws IOException {
        var path = Project.root().resolve(file);
        if (Boolean.getBoolean("gatehouse.golden.write"))
            Files.writeString(path, text);
        assertThat(path).as(REMEDY, file).isRegularFile().hasContent(text);
    }

    /** The part of a file between {@code <!-- name: begin ... -->} and {@code <!-- name: end -->}. */
    public static void isBlock(String file, String name, String text) throws IOException {
        var path = Project.root().resolve(file);
        var before = Files.readString(path);
        var after = replaced(path, before, name, text);
        if (Boolean.getBoolean("gatehouse.golden.write"))
            Files.writeString(path, after);
        assertThat(Files.readString(path)).as(REMEDY, file).isEqualTo(after);
    }

    private static String replaced(Path path, String content, String name, String text) {
        int begin = content.indexOf("<!-- %s: begin".formatted(name));
        int end = content.indexOf("<!-- %s: end -->".formatted(name));
        assertThat(begin).as("%s has no block '%s'", path, name).isNotNegative().isLessThan(end);
        return content.substring(0, content.indexOf('\n', begin) + 1) + text + content.substring(end);
    }
}
