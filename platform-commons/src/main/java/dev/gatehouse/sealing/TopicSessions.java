package dev.gatehouse.sealing;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.gatehouse.contract.ContractReading;
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
    private volatile @Nullable SealingSession announcing;
    private boolean inFlight;
    private final Map<Class<?>, SealingAlarm> told = new ConcurrentHashMap<>();

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
    void tick(ContractReading contract, Optional<TopicContract> written, DirectoryReading directory, KeyRing ring, Instant now) {
        var plan = written.flatMap(t -> SessionPlan.of(contract.contract(), t, directory, ring, now)).orElse(null);
        boolean noReader = plan != null && plan.readers().isEmpty();
        alarm(written.isPresent() && plan == null, new SealingAlarm.SignerRevoked(topic));
        alarm(noReader, new SealingAlarm.NoReader(topic));
        if (plan == null || noReader) {
            dropAll();
            return;
        }
        alarm(!plan.pending().isEmpty(), new SealingAlarm.PendingReaders(topic, plan.pending()));
        if (!needsAnother(plan, directory, now))
            return;
        var read = contract.begun().isBefore(directory.begun()) ? contract.begun() : directory.begun();
        boolean tooOld = !read.plus(OLDEST_READING).isAfter(now);
        alarm(tooOld, new SealingAlarm.DirectoryTooOld(topic));
        // Made and published without the lock: whoever seals may want to swap meanwhile.
        if (tooOld)
            return;
        var unannounced = announcing;
        announce(unannounced != null ? unannounced : plan.make(now, limits, random));
    }

    private synchronized boolean needsAnother(SessionPlan plan, DirectoryReading directory, Instant now) {
        wipeRetired();
        dropWhatIsRevoked(plan, directory);
        var session = active;
        if (session == null || !session.usable(now))
            swap(session);
        session = active;
        if (announcing != null && !inFlight && !plan.sameAs(announcing.plan()))
            dropAnnouncing();
        boolean wanted = session == null || session.ages(now) || !plan.sameAs(session.plan());
        return wanted && ready == null && !inFlight;
    }

    private void announce(SealingSession session) {
        synchronized (this) {
            announcing = session;
            inFlight = true;
        }
        CompletionStage<?> outcome;
        try {
            outcome = publisher.publish(topic, session.id(), session.grantBytes());
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedStage(e);
        }
        outcome.whenComplete((done, failure) -> announced(session, failure));
    }

    private void announced(SealingSession session, @Nullable Throwable failure) {
        boolean wanted = settle(session, failure == null);
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (wanted)
            alarm(cause != null,
                    new SealingAlarm.NotAnnounced(topic, cause == null ? "" : cause.getClass().getSimpleName()));
    }

    /** @return whether the session is still wanted */
    private synchronized boolean settle(SealingSession session, boolean durable) {
        if (announcing != session) {
            session.wipe();
            return false;
        }
        inFlight = false;
        if (durable) {
            announcing = null;
            ready = session;
            if (active == null || !session.plan().sameAs(active.plan()))
                swap(active);
        }
        return true;
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
            dropAnnouncing();
    }

    /** Nothing was sealed in it. When its outcome comes, nobody waits for it any more. */
    private void dropAnnouncing() {
        if (announcing != null)
            announcing.wipe();
        announcing = null;
        inFlight = false;
    }

    private static boolean isRevoked(SealingSession session, SessionPlan plan, DirectoryReading directory) {
        return plan.removesReaderOf(session.plan()) || directory.revokedAt(session.plan().signer().id()).isPresent()
                || session.plan().readers().stream().anyMatch(r -> directory.revokedAt(r.id()).isPresent());
    }

    /** No seal begins any more, and what is being announced is not waited for. */
    synchronized void dropAll() {
        wipeRetired();
        retire(active);
        retire(ready);
        active = null;
        ready = null;
        dropAnnouncing();
    }

    /** Ended at once, wiped a tick later, when no seal can be in flight that began before. */
    private void retire(@Nullable SealingSession session) {
        if (session == null)
            return;
        session.end();
        retired.add(session);
    }

    private void wipeRetired() {
        retired.forEach(SealingSession::wipe);
        retired.clear();
    }

    /** Told when it begins or changes, and again only after it was over. */
    private void alarm(boolean holds, SealingAlarm alarm) {
        if (!holds) {
            told.remove(alarm.getClass());
            return;
        }
        var before = told.put(alarm.getClass(), alarm);
        if (before == null || !(before.equals(alarm) || alarm instanceof SealingAlarm.NotAnnounced))
            alarms.accept(alarm);
    }

    synchronized void close() {
        dropAll();
        wipeRetired();
    }
}
