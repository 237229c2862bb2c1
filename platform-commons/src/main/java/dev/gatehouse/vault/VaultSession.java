package dev.gatehouse.vault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;
import org.springframework.vault.authentication.ClientAuthentication;
import org.springframework.vault.authentication.LoginToken;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.support.VaultToken;

/**
 * The token by which we are known, and a new one by a new login at two thirds of its life. Tokens are not renewed: the server
 * keeps nothing about ours, so that no crowd of services can fill it. Safe for many threads.
 */
final class VaultSession implements SessionManager {
    private final InstantSource clock;
    private volatile ClientAuthentication login;
    private @Nullable VaultToken token;
    private Instant due = Instant.EPOCH;
    private Instant end = Instant.EPOCH;
    private Instant since = Instant.EPOCH;

    VaultSession(ClientAuthentication login, InstantSource clock) {
        this.login = login;
        this.clock = clock;
    }

    /** From the next login on. */
    void logInBy(ClientAuthentication other) {
        login = other;
    }

    @Override
    public synchronized VaultToken getSessionToken() {
        var now = clock.instant();
        var held = token;
        if (held != null && now.isBefore(due))
            return held;
        try {
            return take(login.login(), now);
        } catch (RuntimeException failed) {
            if (held == null || !now.isBefore(end))
                throw failed;
            due = now.plus(Duration.between(now, end).dividedBy(4));
            return held;
        }
    }

    /**
     * A server that was restored knows nothing of our token.
     *
     * @return whether it is worth asking again: a token of this very moment would be refused again
     */
    synchronized boolean forget() {
        var old = token != null && since.isBefore(clock.instant().minusSeconds(1));
        if (old)
            due = Instant.EPOCH;
        return old;
    }

    private VaultToken take(VaultToken fresh, Instant now) {
        var life = fresh instanceof LoginToken leased ? leased.getLeaseDuration() : Duration.ZERO;
        token = fresh;
        since = now;
        end = now.plus(life);
        due = now.plus(life.multipliedBy(2).dividedBy(3));
        return fresh;
    }
}
