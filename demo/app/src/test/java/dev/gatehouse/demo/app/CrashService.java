package dev.gatehouse.demo.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.demo.estate.Command;
import dev.gatehouse.demo.estate.Database;
import dev.gatehouse.demo.estate.GuardedProcess;
import dev.gatehouse.demo.estate.KafkaBroker;

/** A service as a process. */
final class CrashService implements Victim {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final URI peer;
    private final Command command;
    private @Nullable GuardedProcess process;

    CrashService(String name, URI peer, Command command) {
        this.name = name;
        this.peer = peer;
        this.command = command;
    }

    @Override
    public String name() {
        return name;
    }

    URI peer() {
        return peer;
    }

    @Override
    public GuardedProcess process() {
        if (process == null)
            throw new IllegalStateException(name + " was not started yet");
        return process;
    }

    @Override
    public void kill9() {
        if (process != null)
            process.kill9();
    }

    @Override
    public void stop() {
        process().stop(PATIENCE);
    }

    @Override
    public void start() {
        process = GuardedProcess.start(command);
    }

    static Victim of(KafkaBroker broker) {
        return new Other(Platform.BROKER, broker::process, broker::kill9, broker::stop, broker::start);
    }

    static Victim of(Database database) {
        return new Other(Platform.DATABASE, database::process, database::kill9, database::stop, database::start);
    }

    /** All of them at the same time. */
    static Victim together(String name, List<CrashService> services) {
        return new Other(name, services.getFirst()::process, () -> services.forEach(CrashService::kill9),
                () -> CompletableFuture.allOf(services.stream().map(service -> CompletableFuture.runAsync(service::stop,
                        Thread::startVirtualThread)).toArray(CompletableFuture[]::new)).join(),
                () -> services.forEach(CrashService::start));
    }

    /** What it is and does, by whoever knows how. */
    private record Other(String name, Supplier<GuardedProcess> current, Runnable killing, Runnable stopping,
            Runnable starting) implements Victim {
        @Override
        public GuardedProcess process() {
            return current.get();
        }

        @Override
        public void kill9() {
            killing.run();
        }

        @Override
        public void stop() {
            stopping.run();
        }

        @Override
        public void start() {
            starting.run();
        }
    }
}
