package dev.gatehouse.demo.estate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A real OpenBao server in a guarded process of its own: TLS 1.3, storage on the disk, an audit log, unsealed by itself. At its
 * first start the operator gets in by certificate, and nobody else does. Start, stop, kill and start again as often as wanted.
 * One thread at a time.
 */
public final class VaultServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Path program;
    private VaultSettings settings;
    private @Nullable GuardedProcess process;

    /** @param program as {@link VaultProgram} finds it */
    public VaultServer(Path program, VaultSettings settings) {
        this.program = program;
        this.settings = settings;
    }

    /**
     * Starts it and waits until it is unsealed and active.
     *
     * @throws VaultNotReadyException if it ends, or is not ready within a minute; nothing is left running then
     */
    public VaultServer start() {
        if (process != null && process.isAlive())
            throw new IllegalStateException("the Vault on port %d is running already".formatted(settings.port()));
        var configuration = new VaultConfiguration(settings);
        configuration.write();
        var started = GuardedProcess.start(Command.of(settings.log(),
                List.of(program.toString(), "server", "-config=" + configuration.file())));
        process = started;
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!isReady()) {
            if (started.endsWithin(BETWEEN))
                throw notReady("It ended with exit code %d.".formatted(started.onExit().join()));
            if (System.nanoTime() > deadline) {
                started.kill9();
                throw notReady("It is not ready after %d s.".formatted(BOUND.toSeconds()));
            }
        }
        return this;
    }

    /** Whether it answers, unsealed and active. */
    public boolean isReady() {
        return isAlive() && new VaultHttp(settings).health() == 200;
    }

    /**
     * Closes it for everybody, as an operator does in an emergency, until it is stopped and started again: it answers then, and
     * only to say that it is sealed.
     *
     * @param operator the operator's identity
     */
    public void seal(PemIdentity operator) {
        new VaultHttp(settings).seal(operator);
    }

    /** Shows another certificate from the next connection on; nothing else changes. */
    public void renew(PemIdentity server) {
        settings = new VaultSettings(settings.folder(), settings.log(), settings.port(), settings.realm(), server,
                settings.trustedCertificate());
        new VaultConfiguration(settings).writeKeys();
        process().signal("HUP");
    }

    private VaultNotReadyException notReady(String what) {
        return new VaultNotReadyException("""
                %s
                The end of %s:
                %s
                If the port %d is taken, choose another or end what listens there; if the folder %s is damaged or was written \
                by another version of OpenBao, delete it and start again.""".formatted(what, settings.log(),
                Tail.of(settings.log()), settings.port(), settings.folder()));
    }

    /** Lets it end in good order; nothing if it is not running. */
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
     * @throws IllegalStateException if it was never started
     */
    public GuardedProcess process() {
        if (process == null)
            throw new IllegalStateException("the Vault was not started yet");
        return process;
    }

    public VaultSettings settings() {
        return settings;
    }

    @Override
    public void close() {
        stop();
    }
}
