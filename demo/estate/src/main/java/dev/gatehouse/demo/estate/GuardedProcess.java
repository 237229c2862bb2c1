package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A process that cannot outlive its launcher, however the launcher ends: a shell between the two holds the read end of a
 * pipe whose write end only the launcher has, and ends the process when that pipe closes. Ctrl-C at a terminal reaches the
 * launcher only, which then stops its processes in its own order. POSIX systems. Safe for many threads.
 */
public final class GuardedProcess implements Running, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * An ignored signal stays ignored across exec, which is what keeps INT from the child; TERM is only caught, so that the
     * child gets it and the shell lives on to tell how the child ended. Descriptor 3 is the pipe, as a command in the
     * background has /dev/null for its standard input; neither the child nor what it starts may hold it. What watches the pipe
     * ignores these signals: they may come to the whole process group, and the child may be in another one.
     */
    private static final String GUARD = """
            trap "" INT
            trap : TERM HUP
            signal=$1
            shift
            exec 3<&0
            "$@" </dev/null >&2 3<&- &
            child=$!
            {
              trap "" TERM HUP
              cat <&3
              kill -"$signal" "$child"
              seconds=0
              while [ "$seconds" -lt 5 ] && kill -0 "$child"; do
                sleep 1
                seconds=$((seconds + 1))
              done
              kill -KILL "$child"
            } >/dev/null 2>&1 &
            watch=$!
            echo "$child"
            while :; do
              wait "$child"
              status=$?
              kill -0 "$child" 2>/dev/null || break
            done
            kill -KILL "$watch" 2>/dev/null
            exit "$status"
            """;

    private final long pid;
    private final Command.Signal stop;
    private final Optional<ProcessHandle> child;
    private final CompletableFuture<Integer> exit;

    private GuardedProcess(Process guard, long pid, Command.Signal stop) {
        this.pid = pid;
        this.stop = stop;
        this.child = ProcessHandle.of(pid);
        this.exit = guard.onExit().thenApply(this::afterwards);
    }

    /**
     * Starts a program under its guard.
     *
     * @throws UncheckedIOException if there is no shell, or the log or the folder cannot be used. A program that does not
     *     exist is not an exception: it exits with 127, and the log says so.
     */
    public static GuardedProcess start(Command command) {
        var words = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard", command.stop().name()));
        words.addAll(command.words());
        var builder = new ProcessBuilder(words).directory(command.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(command.log().toFile()));
        builder.environment().putAll(command.environment());
        PrivateFiles.folderOf(command.log());
        try {
            var guard = builder.start();
            var pid = guard.inputReader(StandardCharsets.US_ASCII).readLine();
            if (pid == null)
                throw new IOException("the guard of " + command.words().getFirst() + " ended at once, see " + command.log());
            return new GuardedProcess(guard, Long.parseLong(pid), command.stop());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the program itself, not of the shell that guards it. */
    public long pid() {
        return pid;
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    @Override
    public int stop(Duration patience) {
        signal(stop.name());
        return endsWithin(patience) ? exit.join() : kill9();
    }

    @Override
    public int kill9() {
        child.ifPresent(ProcessHandle::destroyForcibly);
        return exit.join();
    }

    /** @throws UncheckedIOException if there is no shell */
    @Override
    public void signal(String name) {
        if (!isAlive())
            return;
        try {
            // The JDK itself sends TERM and KILL only.
            new ProcessBuilder("/bin/sh", "-c", "kill -\"$0\" \"$1\" 2>/dev/null", name, "" + pid).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop(PATIENCE);
    }

    /** Somebody may have killed the guard alone. */
    private int afterwards(Process guard) {
        child.ifPresent(ProcessHandle::destroyForcibly);
        return guard.exitValue();
    }
}
