package dev.gatehouse.docs;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.gatehouse.catalog.Project;

import static org.assertj.core.api.Assertions.assertThat;

/** The project's shell scripts, without what they start. */
class ScriptsTest {
    private static final Pattern PROGRAM = Pattern.compile("(?m)^  ([a-z]+)  ");

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse", "benchmarks/run"})
    void aShellCanReadThem(String script) throws Exception {
        assertThat(output("sh", "-n", script)).isEmpty();
    }

    @Test
    void everyBenchmarkOfTheUsageIsACaseOfTheScript() throws Exception {
        var script = java.nio.file.Files.readString(Project.root().resolve("benchmarks/run"));

        assertThat(PROGRAM.matcher(output("sh", "benchmarks/run", "--help")).results().map(found -> found.group(1))).isNotEmpty()
                .allSatisfy(program -> assertThat(script).contains("\n" + program + ")\n"));
    }

    private static String output(String... command) throws Exception {
        var process = new ProcessBuilder(command).directory(Project.root().toFile()).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
