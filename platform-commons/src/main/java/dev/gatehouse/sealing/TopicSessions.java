package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.Contract;
import dev.gatehouse.contract.TopicContract;
import dev.gatehouse.keys.DirectoryReading;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.names.TopicName;

/**
 * The sessions of one topic: PREPARE, ANNOUNCE, READY, ACTIVE, RETIRED. All but {@link #current} and {@link #swap} runs on the
 * one background thread, which may wait for the network; whoever seals never does.
 */
final class TopicSessions {
    private static final Duration OLDEST_READING = Duration.ofHours(24);

    private final TopicName topic;
    private final GrantPublisher publisher;
    private final SessionLimits limits;
    private final SecureRandom random;
    private final Consumer<SealingAlarm> alarms;
    private final List<SealingSession> retired = new ArrayList<>();
    private volatile @Nullable SealingSession active;
    private volatile @Nullable SealingSession ready;
    private @Nullable SealingSession announcing;
    private boolean inFlight;
    private @Nullable SealingAlarm lastAlarm;

    TopicSessions(TopicName topic, GrantPublisher publisher, SessionLimits limits, SecureRandom random,
            Consumer<SealingAlarm> alarms) {
        this.topic = topic;
        this.publisher = publisher;
        this.limits = limits;
        this.random = random;
        this.alarms = alarms;
    }

    @Nullable
    SealingSession current() {
        return active;
    }

    boolean hasReady() {
        return ready != null;
    }

    /** Puts the prepared session in the place of the one that is used up. @return what is active now */
    synchronized @Nullable SealingSession swap(@Nullable SealingSession usedUp) {
        if (active == usedUp) {
            retire(usedUp);
            active = ready;
            ready = null;
        }
        return active;
    }

    /** One look at what holds now; called about once a second, and whenever something changed. */
    synchronized void tick(Contract contract, Optional<TopicContract> written, DirectoryReading directory, KeyRing ring,
            Instant now) {
        retired.forEach(SealingSession::wipe);
        retired.clear();
        var plan = written.flatMap(t -> SessionPlan.of(contract, t, directory, ring, now)).orElse(null);
        if (plan == null || plan.readers().isEmpty()) {
            alarm(plan == null ? new SealingAlarm.SignerRevoked(topic) : new SealingAlarm.NoReader(topic));
            dropAll();
            return;
        }
        dropWhatIsRevoked(plan, directory);
        var session = active;
        if (session == null || !session.usable(now) || (ready != null && !plan.sameAs(session.plan())))
            swap(session);
        prepare(plan, directory, now);
    }

    private void prepare(SessionPlan plan, DirectoryReading directory, Instant now) {
        var session = active;
        boolean wanted = session == null || session.ages(now) || !plan.sameAs(session.plan());
        if (announcing != null && !plan.sameAs(announcing.plan()) && !inFlight) {
            announcing.wipe();
            announcing = null;
        }
        if (!wanted || ready != null || inFlight) {
            if (plan.pending().isEmpty())
                lastAlarm = null;
            return;
        }
        if (directory.begun().plus(OLDEST_READING).isBefore(now)) {
            alarm(new SealingAlarm.DirectoryTooOld(topic));
            return;
        }
        if (!plan.pending().isEmpty())
            alarm(new SealingAlarm.PendingReaders(topic, plan.pending()));
        if (announcing == null)
            announcing = plan.make(now, limits, random);
        announce(announcing);
    }

    private void announce(SealingSession session) {
        inFlight = true;
        publisher.publish(topic, session.id(), session.grantBytes()).whenComplete((done, failure) -> announced(session, failure));
    }

    private synchronized void announced(SealingSession session, @Nullable Throwable failure) {
        inFlight = false;
        if (announcing != session) {
            session.wipe();
        } else if (failure == null) {
            announcing = null;
            ready = session;
            if (active == null)
                swap(null);
        } else {
            var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            alarm(new SealingAlarm.NotAnnounced(topic, cause.getClass().getSimpleName()));
        }
    }

    private void dropWhatIsRevoked(SessionPlan plan, DirectoryReading directory) {
        if (active != null && isRevoked(active, plan, directory)) {
            retire(active);
            active = null;
        }
        if (ready != null && (isRevoked(ready, plan, directory) || !plan.sameAs(ready.plan()))) {
            retire(ready);
            ready = null;
        }
        if (announcing != null && isRevoked(announcing, plan, directory))
            announcing = null;
    }

    private static boolean isRevoked(SealingSession session, SessionPlan plan, DirectoryReading directory) {
        return plan.removesReaderOf(session.plan()) || directory.revokedAt(session.plan().signer().id()).isPresent()
                || session.plan().readers().stream().anyMatch(r -> directory.revokedAt(r.id()).isPresent());
    }

    private synchronized void dropAll() {
        retire(active);
        retire(ready);
        active = null;
        ready = null;
        announcing = null;
    }

    /** Ended at once, wiped a tick later, when no seal can be in flight that began before. */
    private void retire(@Nullable SealingSession session) {
        if (session == null)
            return;
        session.end();
        retired.add(session);
    }

    private void alarm(SealingAlarm alarm) {
        if (!alarm.equals(lastAlarm)) {
            lastAlarm = alarm;
            alarms.accept(alarm);
        }
    }

    synchronized void close() {
        dropAll();
        retired.forEach(SealingSession::wipe);
        retired.clear();
    }
}
