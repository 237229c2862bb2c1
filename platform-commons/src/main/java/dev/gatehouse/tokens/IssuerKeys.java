package dev.gatehouse.tokens;

import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

import com.nimbusds.jose.jwk.JWK;
import org.jspecify.annotations.Nullable;

/**
 * The issuer's keys by their ids, kept in memory. They are read again when they are older than {@link #FRESH} or when a token
 * names one that is not among them; {@link #PAUSE} lies between two readings at least, whatever strangers send.
 * While the issuer does not answer, those that were read go on serving, for {@link #KEPT} at most. Thread-safe; a caller waits for
 * one reading at most, never for a pause.
 */
final class IssuerKeys {
    /** A key that the issuer has withdrawn is believed for this long. */
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration PAUSE = Duration.ofSeconds(30);
    /** As nobody has a token without having reached the issuer, there is no hurry at the start beyond not being a nuisance. */
    static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(2);
    static final Duration KEPT = Duration.ofHours(24);

    private final KeySetSource source;
    private final InstantSource time;
    private final ReentrantLock reading = new ReentrantLock();
    private Instant attempted = Instant.MIN;
    /** Why the last attempt failed; null when it did not. */
    private volatile @Nullable String failure;
    private volatile @Nullable KeySet current;

    IssuerKeys(KeySetSource source, InstantSource time) {
        this.source = source;
        this.time = time;
    }

    /** What is known of a key id. */
    sealed interface Answer {
        record Found(JWK key) implements Answer {}

        /** The issuer publishes none, as far as was to be found out. */
        record Unknown() implements Answer {}

        /**
         * It cannot be said.
         *
         * @param why class of what stood in the way
         */
        record Unreachable(String why) implements Answer {}
    }

    Answer find(String keyId) {
        var held = current;
        if (held == null || held.isOlderThan(FRESH, time.instant()) || held.key(keyId).isEmpty())
            readIfDue();
        held = current;
        var why = failure;
        if (held == null || held.isOlderThan(KEPT, time.instant()))
            return new Answer.Unreachable(String.valueOf(why));
        return held.key(keyId).<Answer>map(Answer.Found::new)
                .orElseGet(() -> why == null ? new Answer.Unknown() : new Answer.Unreachable(why));
    }

    IssuerState state() {
        var held = current;
        return new IssuerState(held == null ? 0 : held.keys().size(), Optional.ofNullable(held).map(KeySet::readAt),
                Optional.ofNullable(failure));
    }

    private void readIfDue() {
        // Whoever waits takes what the other one finds: if each read in turn, the last of many would wait for all of them.
        boolean waits = !reading.tryLock();
        if (waits)
            reading.lock();
        try {
            var pause = current == null ? PAUSE_WITHOUT_KEYS : PAUSE;
            if (!waits && Duration.between(attempted, time.instant()).compareTo(pause) >= 0)
                read();
        } finally {
            reading.unlock();
        }
    }

    private void read() {
        try {
            var begun = time.instant();
            current = KeySet.parse(source.read(), begun);
            failure = null;
        } catch (IOException | ParseException keptInstead) {
            failure = keptInstead.getClass().getSimpleName();
        } finally {
            // Not when it began: a reading may take longer than the pause.
            attempted = time.instant();
        }
    }
}
