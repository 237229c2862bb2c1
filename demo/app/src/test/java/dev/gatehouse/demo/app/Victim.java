package dev.gatehouse.demo.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.gatehouse.demo.estate.GuardedProcess;

/** A part of the platform that something is done to. One thread at a time. */
interface Victim {
    String name();

    /** As it was started last. */
    GuardedProcess process();

    void kill9();

    /** In good order. */
    void stop();

    /** Again, on what it left; returns when its process runs. */
    void start();

    /** With what it started: the database has a process for each connection. */
    default void signal(String signal) {
        var pids = new ArrayList<>(List.of("" + process().pid()));
        ProcessHandle.of(process().pid()).stream().flatMap(ProcessHandle::descendants)
                .forEach(child -> pids.add("" + child.pid()));
        var words = new ArrayList<>(List.of("/bin/sh", "-c", "kill -\"$0\" \"$@\" 2>/dev/null", signal));
        words.addAll(pids);
        try {
            new ProcessBuilder(words).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
