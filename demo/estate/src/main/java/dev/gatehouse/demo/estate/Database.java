package dev.gatehouse.demo.estate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server in a guarded process of its own: TLS 1.3 with client certificates and nothing else, a role for each
 * common name, what was acknowledged on the disk. Start, stop, kill and start again as often as wanted, on the same rows.
 * One thread at a time.
 */
public final class Database implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    /** After a crash, until the last backend of the crashed server has noticed, the folder is not to be had. */
    private static final int ATTEMPTS = 20;

    private final DatabaseSettings settings;
    private final Optional<Elsewhere> elsewhere;
    private @Nullable Running process;

    public Database(DatabaseSettings settings) {
        this(settings, Optional.empty());
    }

    Database(DatabaseSettings settings, Optional<Elsewhere> elsewhere) {
        this.settings = settings;
        this.elsewhere = elsewhere;
    }

    /**
     * Starts it, having made its folder if there is none, and waits until it takes connections.
     *
     * @throws DatabaseNotReadyException if it ends, or is not ready within a minute; nothing is left running then
     */
    public Database start() {
        if (process != null && process.isAlive())
            throw new IllegalStateException("the database on port %d is running already".formatted(settings.port()));
        PrivateFiles.folder(settings.folder());
        elsewhere.ifPresentOrElse(this::startThere, this::startHere);
        return this;
    }

    private void startThere(Elsewhere there) {
        var configuration = settings.folder().resolve("configuration");
        PrivateFiles.folder(configuration);
        new DatabaseConfiguration(settings, configuration, true).write();
        process = there.database(settings, configuration);
    }

    private void startHere() {
        var programs = new DatabasePrograms(DatabaseBinaries.find());
        if (!Files.exists(settings.data()))
            make(programs);
        new DatabaseConfiguration(settings).write();
        for (int attempt = 1;; attempt++)
            if (isServing(programs, attempt == ATTEMPTS))
                return;
    }

    /** In a folder beside its own first, so that a run that was ended in the middle leaves no half of one. */
    private void make(DatabasePrograms programs) {
        var fresh = settings.folder().resolve(".data");
        if (Files.exists(fresh))
            PrivateFiles.deleteAll(fresh);
        run(programs.initialise(fresh));
        run(programs.createDatabase(fresh));
        try {
            Files.move(fresh, settings.data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(DatabasePrograms.Step step) {
        try (var running = GuardedProcess.start(Command.of(settings.log(), step.words()).with(step.environment()))) {
            if (!running.endsWithin(BOUND) || running.onExit().join() != 0)
                throw notReady("It could not make its folder %s.".formatted(settings.folder()));
        }
    }

    private boolean isServing(DatabasePrograms programs, boolean last) {
        var started = GuardedProcess.start(
                Command.of(settings.log(), programs.serve(settings.data())).endedBy(Command.Signal.INT));
        process = started;
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!isReady(started)) {
            if (started.endsWithin(BETWEEN)) {
                if (last || !Tail.of(settings.log()).contains("pre-existing shared memory block"))
                    throw notReady("It ended with exit code %d.".formatted(started.onExit().join()));
                return false;
            }
            if (System.nanoTime() > deadline) {
                started.kill9();
                throw notReady("It is not ready after %d s.".formatted(BOUND.toSeconds()));
            }
        }
        return true;
    }

    /** PostgreSQL's own sign, which its pg_ctl waits for: the pid of the server and its state in postmaster.pid. */
    private boolean isReady(GuardedProcess started) {
        try {
            var lines = Files.readAllLines(settings.data().resolve("postmaster.pid"));
            return lines.size() > 7 && lines.getFirst().strip().equals("" + started.pid())
                    && lines.get(7).strip().equals("ready");
        } catch (IOException absent) {
            return false;
        }
    }

    private DatabaseNotReadyException notReady(String what) {
        return new DatabaseNotReadyException("""
                %s
                The end of %s:
                %s
                If the port %d is taken, choose another or end what listens there; if the folder %s is damaged or was written \
                by another version of PostgreSQL, delete it and start again.""".formatted(what, settings.log(),
                Tail.of(settings.log()), settings.port(), settings.folder()));
    }

    /** Shows another certificate, or trusts another authority, from the next connection on; nothing else changes. */
    public void renew(PemIdentity server, String trustedCertificate) {
        new DatabaseConfiguration(new DatabaseSettings(settings.folder(), settings.log(), settings.port(), server,
                trustedCertificate)).writeKeys();
        process().signal("HUP");
    }

    /** Lets it end in good order, connections included; nothing if it is not running. */
    public void stop() {
        if (process != null)
            process.stop(PATIENCE);
    }

    /** Ends it as a crash would; nothing if it is not running. */
    public void kill9() {
        if (process != null)
            process.kill9();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /**
     * As it was started last.
     *
     * @throws IllegalStateException if it was never started, or elsewhere
     */
    public GuardedProcess process() {
        if (process instanceof GuardedProcess here)
            return here;
        throw new IllegalStateException("the database was not started yet, or is no process of this machine");
    }

    public DatabaseSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        stop();
    }
}
