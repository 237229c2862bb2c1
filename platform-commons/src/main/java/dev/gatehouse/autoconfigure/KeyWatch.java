package dev.gatehouse.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.gatehouse.audit.Audit;
import dev.gatehouse.audit.SecurityEvent;
import dev.gatehouse.keys.Directory;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.OwnKeyVersion;
import dev.gatehouse.keys.PublicKeyVersion;

/** Looks whether the own keys are fit for use, and tells once when they are not; it stops nobody. */
final class KeyWatch {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);

    private final KeyRing ring;
    private final Directory directory;
    private final Duration oldAfter;
    private final Audit audit;
    private final InstantSource time;
    private final Map<Code, String> told = new HashMap<>();

    /** Why an operator should look at the keys of a service. */
    enum Code {
        /** The signing version is older than wanted. */
        KEY_TOO_OLD,
        /** No version of this service counts. */
        OWN_KEYS_REVOKED
    }

    KeyWatch(KeyRing ring, Directory directory, Duration oldAfter, Audit audit, InstantSource time) {
        this.ring = ring;
        this.directory = directory;
        this.oldAfter = oldAfter;
        this.audit = audit;
        this.time = time;
    }

    /** The version that signs; absent when none counts. */
    Optional<PublicKeyVersion> signer() {
        return ring.signer(directory.latest(), time.instant()).map(OwnKeyVersion::publicHalf);
    }

    Optional<Duration> age() {
        return signer().map(v -> Duration.between(v.activeFrom(), time.instant()));
    }

    /** Since when no version of this service counts; absent when one does, or will. */
    Optional<Instant> revokedAt() {
        var reading = directory.latest();
        var times = ring.versions().stream().flatMap(v -> reading.revokedAt(v.id()).stream()).toList();
        return times.size() == ring.versions().size() ? times.stream().max(Instant::compareTo) : Optional.empty();
    }

    /** Called after each poll. */
    void look() {
        tell(Code.KEY_TOO_OLD, signer().filter(v -> !v.activeFrom().plus(oldAfter).isAfter(time.instant()))
                .map(v -> "%s is active since %s: have the next one made".formatted(v, v.activeFrom())));
        tell(Code.OWN_KEYS_REVOKED, revokedAt()
                .map(at -> "every key version of this service is revoked since %s: it seals nothing, and nothing is sealed for it"
                        .formatted(at)));
    }

    private void tell(Code code, Optional<String> problem) {
        if (problem.isEmpty())
            told.remove(code);
        else if (!problem.get().equals(told.put(code, problem.get()))) {
            LOG.warn("{}", problem.get());
            audit.write(SecurityEvent.of(time.instant(), "keys", code.name()).saying(problem.get()));
        }
    }
}
