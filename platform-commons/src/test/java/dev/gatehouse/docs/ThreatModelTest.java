package dev.gatehouse.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.catalog.Project;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that documents name as {@code `SomeTest`} or {@code `SomeTest.someSentence`}. */
class ThreatModelTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z]*Test)(?:\\.([a-z][A-Za-z0-9]*))?`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| *T\\d+ *\\|.*$");

    @ParameterizedTest
    @ValueSource(strings = {"docs/threat-model.md", "docs/testing.md"})
    void everyTestThatIsNamedExists(String document) throws IOException {
        var tests = Documents.tests();

        assertThat(named(Files.readString(Project.root().resolve(document)))).isNotEmpty().allSatisfy(name -> {
            var source = tests.get(name.group(1));
            assertThat(source).as(name.group(1)).isNotNull();
            if (name.group(2) != null)
                assertThat(source).as(name.group(1)).containsPattern(
                        "\\b(void|Stream<\\w+>|Collection<\\w+>) " + name.group(2) + "\\(");
        });
    }

    @Test
    void everyThreatHasATestOrIsCalledOpen() throws IOException {
        assertThat(ROW.matcher(threatModel()).results().map(MatchResult::group)).isNotEmpty()
                .filteredOn(row -> !NAMED.matcher(row).find() && !row.contains("**open**")).isEmpty();
    }

    private static String threatModel() throws IOException {
        return Files.readString(Project.root().resolve("docs/threat-model.md"));
    }

    private static List<MatchResult> named(String text) {
        return NAMED.matcher(text).results().toList();
    }
}
