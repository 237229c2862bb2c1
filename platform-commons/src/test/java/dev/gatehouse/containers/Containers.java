package dev.gatehouse.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

import dev.gatehouse.demo.estate.BrokerSettings;
import dev.gatehouse.demo.estate.DatabaseSettings;
import dev.gatehouse.demo.estate.Elsewhere;
import dev.gatehouse.demo.estate.Running;
import dev.gatehouse.demo.estate.ServedCertificate;

/** Runs the servers of an estate in containers; each keeps its container, whose data outlive a crash, until the JVM ends. */
public final class Containers implements Elsewhere {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private final Map<Path, GenericContainer<?>> containers = new HashMap<>();

    static {
        quiet("com.github.dockerjava");
        quiet("org.testcontainers");
        quiet("tc");
    }

    /** For ServiceLoader. */
    public Containers() {}

    /** Every byte that goes to the engine would be logged. */
    private static void quiet(String name) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger)
            logger.setLevel(Level.WARN);
    }

    /** Whether the tests are asked to run on them. */
    static boolean areWanted() {
        return Elsewhere.wanted().isPresent();
    }

    static boolean arePossible() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public Running broker(BrokerSettings settings, Path configuration) {
        var running = run(settings.folder(), () -> new BrokerContainer(settings, configuration));
        // The engine listens on its behalf at once, and hangs up: clients would come back without a pause.
        awaitReady(settings.folder(), running, () -> ServedCertificate.serial(settings.port()).isPresent());
        return running;
    }

    @Override
    public Running database(DatabaseSettings settings, Path configuration) {
        var state = settings.folder().resolve("data").resolve("postmaster.pid");
        forget(state);
        var running = run(settings.folder(), () -> new DatabaseContainer(settings, configuration));
        awaitReady(settings.folder(), running, () -> isReady(state));
        return running;
    }

    private void awaitReady(Path folder, Running running, BooleanSupplier ready) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!ready.getAsBoolean())
            if (System.nanoTime() > deadline || running.endsWithin(BETWEEN))
                throw new IllegalStateException("a container is not ready: it said:\n" + said(folder));
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
