package dev.gatehouse.demo.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class OptionsTest {
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"--until=tomorrow", "--duration=10", "--duration=0s", "--duration=-5m", "--port-base=80",
            "--port-base=65500", "--port-base=many", "--certificate-life=10s", "--certificate-life=25h", "--unknown"})
    void refusesWhatItCannotFollow(String option) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).contains(option.replaceFirst("=.*", ""));
    }

    @Test
    void understandsTimesInSecondsMinutesAndHours() {
        var converter = new DurationConverter();

        assertThat(converter.convert("90s")).isEqualTo(Duration.ofSeconds(90));
        assertThat(converter.convert("10m")).isEqualTo(Duration.ofMinutes(10));
        assertThat(converter.convert("2h")).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void explainsEveryOptionInItsHelp() {
        assertThat(new CommandLine(new DemoCommand()).getUsageMessage()).contains("--until", "--duration", "--data-dir", "--keep",
                "--json", "--port-base", "--certificate-life", "--help");
    }

    private int run(String option) {
        return new CommandLine(new DemoCommand()).setErr(new PrintWriter(err)).execute(option);
    }
}
