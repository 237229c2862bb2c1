package dev.gatehouse.benchmarks.revoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A demo of its own, and the command that changes it. */
final class Demo implements AutoCloseable {
    /** Longer than any measurement: what looks on keeps the certificates that it began with. */
    private static final String CERTIFICATE_LIFE = "3h";

    private final Path root;
    private final Path folder;
    private final Process process;
    private final LivePlatform platform;

    private Demo(Path root, Path folder, Process process, LivePlatform platform) {
        this.root = root;
        this.folder = folder;
        this.process = process;
        this.platform = platform;
    }

    static Demo start(Path root, int portBase) throws IOException {
        var folder = Files.createTempDirectory("gatehouse-revoke");
        var process = new ProcessBuilder(root.resolve("gatehouse").toString(), "demo", "--data-dir",
                folder.resolve("data").toString(), "--port-base", Integer.toString(portBase), "--certificate-life",
                CERTIFICATE_LIFE).redirectErrorStream(true).redirectOutput(folder.resolve("demo.log").toFile()).start();
        var file = folder.resolve("data/demo.json");
        Waiting.await("the demo", () -> !process.isAlive() || (Files.exists(file)
                && LivePlatform.read(file).json().path("state").asString().equals("running")), Duration.ofMinutes(10));
        if (!process.isAlive())
            throw new IllegalStateException("the demo did not start; see %s".formatted(folder.resolve("demo.log")));
        return new Demo(root, folder, process, LivePlatform.read(file));
    }

    LivePlatform platform() {
        return platform;
    }

    Path folder() {
        return folder;
    }

    /** @throws IllegalStateException when it does not end with 0 */
    void verb(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(root.resolve("gatehouse").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--target", platform.file().toString()));
        var log = folder.resolve("verbs.log").toFile();
        int code = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start().waitFor();
        if (code != 0)
            throw new IllegalStateException("%s ended with %d; see %s".formatted(command, code, log));
    }

    /** Since when each of its processes runs, by pid; one that was restarted is another one. */
    Map<Long, Optional<Instant>> processes() {
        var processes = new TreeMap<Long, Optional<Instant>>();
        LivePlatform.read(platform.file()).json().path("processes").forEach(entry -> {
            var pid = entry.path("pid").asLong();
            processes.put(pid, ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant()));
        });
        return processes;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
