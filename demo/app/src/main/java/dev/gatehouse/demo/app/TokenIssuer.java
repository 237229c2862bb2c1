package dev.gatehouse.demo.app;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.gatehouse.cli.CommandFailedException;
import dev.gatehouse.cli.ExitCode;
import dev.gatehouse.demo.issuer.Issuer;
import dev.gatehouse.demo.issuer.IssuerCertificate;
import dev.gatehouse.demo.issuer.IssuerSettings;
import dev.gatehouse.demo.issuer.Resident;
import dev.gatehouse.demo.issuer.ResidentClient;

/** The issuer of the residents' tokens, in this process, started beside everything else. Safe for many threads. */
final class TokenIssuer implements AutoCloseable {
    /** The resident whom the story is about, a neighbour, and one of another block. */
    static final Resident ADA = new Resident("ada", DeviceName.FIRST.block());
    static final Resident CLEO = new Resident("cleo", DeviceName.FIRST.block());
    static final Resident BEN = new Resident("ben", "block-b");
    private static final long PATIENCE_SECONDS = 60;
    private static final long END_SECONDS = 5;

    private final Ports ports;
    private final Identities identities;
    private final CompletableFuture<Issuer> issuer = new CompletableFuture<>();
    private volatile boolean begun;

    TokenIssuer(Ports ports, Identities identities) {
        this.ports = ports;
        this.identities = identities;
    }

    /**
     * Returns at once.
     *
     * @param whenReady on another thread, once it answers
     */
    void begin(Consumer<Issuer> whenReady) {
        begun = true;
        // Not in the common pool: on two cores it has one thread, and the JDK needs that to notice that a process has ended.
        Thread.ofPlatform().daemon().name("issuer").start(() -> {
            try {
                var started = Issuer.start(
                        IssuerSettings.local(ports.issuer(), World.PEOPLE_DOOR, List.of(ADA, CLEO, BEN)), certificate());
                whenReady.accept(started);
                issuer.complete(started);
            } catch (RuntimeException failed) {
                issuer.completeExceptionally(failed);
            }
        });
    }

    /** Shows the certificate that was issued last. */
    void renew() {
        running().replaceCertificate(certificate());
    }

    ResidentClient client(Resident resident) {
        return running().clients().stream().filter(client -> client.resident().equals(resident)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no resident of the demo"));
    }

    URI tokenEndpoint() {
        return running().tokenEndpoint();
    }

    /** Waits until it answers. */
    private Issuer running() {
        try {
            return issuer.copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            throw new CommandFailedException(ExitCode.DIFFERENCE, "the issuer of tokens did not start on port " + ports.issuer(),
                    "See the cause: " + failed.getCause(), failed);
        }
    }

    private IssuerCertificate certificate() {
        var identity = identities.of(Identities.ISSUER);
        return new IssuerCertificate(identity.certificates(), identity.key());
    }

    @Override
    public void close() {
        if (!begun)
            return;
        try {
            issuer.get(END_SECONDS, TimeUnit.SECONDS).close();
        } catch (ExecutionException | TimeoutException neverStarted) {
            // It ends with this process.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
