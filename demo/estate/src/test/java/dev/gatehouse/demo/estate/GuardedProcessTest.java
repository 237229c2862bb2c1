package dev.gatehouse.demo.estate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class GuardedProcessTest {
    private static final String DEAF_TO_TERM = "trap '' TERM; echo deaf; while :; do sleep 1; done";

    @TempDir
    private Path folder;

    @Test
    void givesThePidOfTheProgramAndNotOfItsGuard() throws Exception {
        var program = shell("echo $$");

        assertThat(program.onExit().get(5, SECONDS)).isZero();
        assertThat(log()).hasContent("" + program.pid());
    }

    @Test
    void tellsTheExitCode() throws Exception {
        assertThat(shell("exit 7").onExit().get(5, SECONDS)).isEqualTo(7);
    }

    @Test
    void writesBothOutputsOfTheProgramToItsLog() throws Exception {
        shell("echo out; echo err >&2").onExit().get(5, SECONDS);

        assertThat(log()).content().containsSubsequence("out", "err");
    }

    @Test
    void saysInTheLogThatAProgramDoesNotExist() throws Exception {
        var program = GuardedProcess.start(Command.of(log(), List.of("no-such-program")));

        assertThat(program.onExit().get(5, SECONDS)).isEqualTo(127);
        assertThat(log()).content().contains("no-such-program");
    }

    @Test
    void passesWordsFolderAndEnvironmentOnAsTheyAre() throws Exception {
        var command = Command.of(log(), List.of("sh", "-c", "echo \"$1|$COLOUR|$(pwd -P)\"", "sh", "a 'b' $c"))
                .in(folder.toRealPath()).with(Map.of("COLOUR", "blue"));

        GuardedProcess.start(command).onExit().get(5, SECONDS);

        assertThat(log()).hasContent("a 'b' $c|blue|" + folder.toRealPath());
    }

    @Test
    void letsAProgramEndInGoodOrder() {
        var program = shell("trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done");
        awaitLog("ready");

        assertThat(program.stop(Duration.ofSeconds(5))).isEqualTo(5);
    }

    @Test
    void killsAProgramThatDoesNotEndInTime() {
        var program = shell(DEAF_TO_TERM);
        awaitLog("deaf");

        assertThat(program.stop(Duration.ofMillis(200))).isEqualTo(128 + 9);
        assertThat(isRunning(program.pid())).isFalse();
    }

    @Test
    void endsTheProgramWhenItsGuardIsKilled() {
        var program = shell("exec sleep 600");
        var guard = ProcessHandle.of(program.pid()).orElseThrow().parent().orElseThrow();

        guard.destroyForcibly();

        await().atMost(5, SECONDS).until(() -> !isRunning(program.pid()));
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void reportsTheProgramEvenIfItsGuardWasAskedToEnd() throws Exception {
        var program = shell("trap 'exit 5' TERM; echo ready; while :; do sleep 0.1; done");
        awaitLog("ready");

        ProcessHandle.of(program.pid()).orElseThrow().parent().orElseThrow().destroy();
        assertThat(program.endsWithin(Duration.ofMillis(500))).isFalse();

        assertThat(program.stop(Duration.ofSeconds(5))).isEqualTo(5);
    }

    @Test
    void leavesNothingBehindWhenTheLauncherIsKilled() throws Exception {
        var launcher = new ProcessBuilder(launcher("sleep", "600")).start();
        var program = awaitPid();

        launcher.destroyForcibly();

        await().atMost(5, SECONDS).until(() -> !isRunning(program));
    }

    @Test
    void killsAProgramThatDoesNotEndAfterItsLauncherWasKilled() throws Exception {
        var launcher = new ProcessBuilder(launcher("sh", "-c", DEAF_TO_TERM)).start();
        var program = awaitPid();

        launcher.destroyForcibly();

        await().atMost(10, SECONDS).until(() -> !isRunning(program));
    }

    @Test
    void keepsTheInterruptOfATerminalFromEverythingBelowTheLauncher() throws Exception {
        var launcher = new ProcessBuilder(launcher("sleep", "600")).start();
        var program = awaitPid();
        var below = launcher.descendants().map(process -> "" + process.pid()).toList();

        // A terminal sends it to each member of the process group, the launcher included, which is to decide what follows.
        send("INT", below);

        assertThat(below).contains("" + program).hasSizeGreaterThan(1);
        assertThat(launcher.waitFor(1, SECONDS)).as("the launcher sees its program end").isFalse();
        launcher.destroyForcibly();
        await().atMost(5, SECONDS).until(() -> !isRunning(program));
    }

    @Test
    void watchesOnWhenItsWholeProcessGroupWasAskedToEnd() throws Exception {
        var launcher = new ProcessBuilder(launcher("sleep", "600")).start();
        var program = awaitPid();
        var guards = launcher.descendants().map(ProcessHandle::pid).filter(pid -> pid != program).map(String::valueOf).toList();

        // A program in a session of its own does not hear it.
        send("HUP", guards);
        send("TERM", guards);
        launcher.destroyForcibly();

        await().atMost(5, SECONDS).until(() -> !isRunning(program));
    }

    private GuardedProcess shell(String script) {
        return GuardedProcess.start(Command.of(log(), List.of("sh", "-c", script)));
    }

    private Path log() {
        return folder.resolve("logs/program.log");
    }

    private void awaitLog(String text) {
        await().atMost(5, SECONDS).until(() -> Files.readString(log()).contains(text));
    }

    private List<String> launcher(String... command) {
        var words = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xshare:auto",
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), LauncherMain.class.getName(),
                folder.toString()));
        words.addAll(List.of(command));
        return words;
    }

    private long awaitPid() throws Exception {
        await().atMost(10, SECONDS).until(() -> Files.exists(folder.resolve("pid")));
        return Long.parseLong(Files.readString(folder.resolve("pid")));
    }

    private static void send(String signal, List<String> pids) throws Exception {
        var words = new ArrayList<>(List.of("kill", "-" + signal));
        words.addAll(pids);
        assertThat(new ProcessBuilder(words).start().waitFor()).isZero();
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
