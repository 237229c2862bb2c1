package dev.gatehouse.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

import dev.gatehouse.demo.estate.BrokerSettings;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.Elsewhere;
import dev.gatehouse.demo.estate.Running;

/** Runs the servers of an estate in containers; each keeps its container, whose data outlive a crash, until the JVM ends. */
public final class Containers implements Elsewhere {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private final Map<Path, GenericContainer<?>> containers = new HashMap<>();

    /** For ServiceLoader. */
    public Containers() {}

    /** Whether the tests are asked to run on them. */
    static boolean areWanted() {
        return Elsewhere.wanted().isPresent();
    }

    static boolean arePossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public Running broker(BrokerSettings settings, Path configuration) {
        return run(settings.folder(), () -> new BrokerContainer(settings, configuration));
    }

    @Override
    public Running database(DatabaseSettings settings, Path configuration) {
        var state = settings.folder().resolve("data").resolve("postmaster.pid");
        forget(state);
        var running = run(settings.folder(), () -> new DatabaseContainer(settings, configuration));
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!isReady(state))
            if (System.nanoTime() > deadline || running.endsWithin(BETWEEN))
                throw new IllegalStateException("the database in its container is not ready: it said:\n" + said(settings.folder()));
        return running;
    }

    private synchronized Running run(Path folder, Supplier<GenericContainer<?>> maker) {
        var known = containers.get(folder);
        if (known != null)
            return ContainerRun.again(known);
        var made = maker.get();
        containers.put(folder, made);
        made.start();
        return ContainerRun.first(made);
    }

    private synchronized String said(Path folder) {
        var container = containers.get(folder);
        return container == null ? "" : container.getLogs();
    }

    /** A crash leaves it behind, and what it says. */
    private static void forget(Path state) {
        try {
            Files.deleteIfExists(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** PostgreSQL's own sign; the server that only makes the data listens on no address. */
    private static boolean isReady(Path state) {
        try {
            var lines = Files.readAllLines(state);
            return lines.size() > 7 && lines.get(5).strip().equals("*") && lines.get(7).strip().equals("ready");
        } catch (IOException absent) {
            return false;
        }
    }
}
