package dev.gatehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"pl | plan", "asy | asyncapi", "plan --js | --json", "completion z | zsh"})
    void bashCompletesWhatWasBegun(String words, String completed) throws Exception {
        assumeTrue(has("bash"), "there is no bash on this machine, so that completion is not tried");
        var script = Files.writeString(folder.resolve("completion"), Typed.of("completion", "bash").out());

        // As the shell itself would: the words, which of them is meant, and the function that was registered.
        assertThat(shell("bash", "-c",
                """
                        source '%s'
                        COMP_WORDS=(gatehouse %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='gatehouse %s'; COMP_POINT=${#COMP_LINE}
                        "$(complete -p gatehouse | sed 's/.*-F \\([^ ]*\\).*/\\1/')" 2>/dev/null # compopt works in a shell that somebody types into
                        printf '%%s\\n' "${COMPREPLY[@]}"
                        """
                        .formatted(script, words, words)))
                .isEqualToIgnoringWhitespace(completed);
    }

    @Test
    void zshTakesTheScript() throws Exception {
        assumeTrue(has("zsh"), "there is no zsh on this machine, so that completion is not tried");
        var script = Files.writeString(folder.resolve("completion"), Typed.of("completion", "zsh").out());

        assertThat(shell("zsh", "-f", "-c",
                "autoload -U +X compinit && compinit -u -D; source '%s' && print ${_comps[gatehouse]:+completed}"
                        .formatted(script)))
                .contains("completed");
    }

    @Test
    void knowsNoOtherShell() {
        assertThat(Typed.of("completion", "fish").code()).isEqualTo(2);
        assertThat(Typed.of("completion").code()).isEqualTo(2);
    }

    private static boolean has(String shell) throws InterruptedException {
        try {
            return new ProcessBuilder(shell, "-c", "exit 0").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String shell(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
