package dev.gatehouse.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void runsWhatItFindsUnderItsName() {
        assertThat(run(() -> 0, "probe")).isZero();
    }

    @Test
    void endsAsTheSubcommandSays() {
        assertThat(run(() -> ExitCode.DIFFERENCE.number(), "probe")).isEqualTo(1);
    }

    @Test
    void endsWith2WhenTheCommandLineCannotBeFollowed() {
        assertThat(run(() -> 0, "probe", "--no-such-option")).isEqualTo(2);
        assertThat(run(() -> 0, "no-such-command")).isEqualTo(2);
        assertThat(run(() -> 0)).isEqualTo(2);
    }

    @Test
    void endsWithTheCodeOfAFailureAndSaysWhatWasWrongAndWhatToDo() {
        var code = run(() -> {
            throw new CommandFailedException(ExitCode.UNREACHABLE, "the broker does not answer", "Start it");
        }, "probe");

        assertThat(code).isEqualTo(3);
        assertThat(err).hasToString("gatehouse: the broker does not answer.\n  Start it.\n");
    }

    @Test
    void endsWith4WhenItIsItsOwnFaultAndShowsNoStackTrace() {
        assertThat(run(MainTest::fault, "probe")).isEqualTo(4);
        assertThat(err.toString()).contains("a fault of its own", "--debug").doesNotContain("\tat ");
    }

    @Test
    void showsTheStackTraceWhenAskedTo() {
        run(MainTest::fault, "probe", "--debug");

        assertThat(err.toString()).contains("\tat dev.gatehouse.cli.MainTest.fault");
    }

    @Test
    void knowsItsVersionAndThatOfJava() {
        assertThat(run(() -> 0, "--version")).isZero();
        assertThat(out.toString()).matches("gatehouse [0-9].*, Java 25.*\n");
    }

    private static Integer fault() {
        throw new IllegalStateException("unforeseen");
    }

    private int run(Callable<Integer> probe, String... arguments) {
        var line = Main.commandLine(List.of(new Probe(probe)));
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return line.execute(arguments);
    }

    @Command(name = "probe")
    private record Probe(Callable<Integer> answer) implements Subcommand, Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return answer.call();
        }
    }
}
